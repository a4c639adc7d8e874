import type { Queryable } from '#lib/db/raw.ts';
import type { ReportCell } from './schemas.ts';

export type ReportRow = Record<string, ReportCell>;

// Ids and counts are cast to float8, which JavaScript reads as the whole numbers that they are.

export async function studentsByGrade(
  db: Queryable,
  tenantId: number,
  gradeId: number | null,
): Promise<ReportRow[]> {
  const { rows } = await db.query<ReportRow>({
    name: 'reports.students-by-grade',
    text: `select g.id::float8 as grade_id, g.name as grade,
        count(*) filter (where s.gender = 'male')::float8 as male,
        count(*) filter (where s.gender = 'female')::float8 as female,
        count(s.id)::float8 as students
      from grades g left join students s on s.tenant_id = $1 and s.grade_id = g.id
      where g.tenant_id = $1 and ($2::bigint is null or g.id = $2)
      group by g.id order by g."order", g.id`,
    values: [tenantId, gradeId],
  });
  return rows;
}

export async function studentsWithoutGuardian(
  db: Queryable,
  tenantId: number,
  gradeId: number | null,
): Promise<ReportRow[]> {
  const { rows } = await db.query<ReportRow>({
    name: 'reports.students-without-guardian',
    text: `select s.id::float8 as student_id, s.full_name, s.national_id, g.name as grade, c.name as section
      from students s join grades g on g.id = s.grade_id join sections c on c.id = s.section_id
      where s.tenant_id = $1 and s.guardian_id is null and ($2::bigint is null or s.grade_id = $2)
      order by s.id`,
    values: [tenantId, gradeId],
  });
  return rows;
}

export async function guardiansContactList(
  db: Queryable,
  tenantId: number,
  relation: string | null,
): Promise<ReportRow[]> {
  const { rows } = await db.query<ReportRow>({
    name: 'reports.guardians-contact-list',
    text: `select g.id::float8 as guardian_id, g.full_name, g.relation, g.phone, g.email,
        count(s.id)::float8 as students
      from guardians g left join students s on s.guardian_id = g.id and s.tenant_id = $1
      where g.tenant_id = $1 and ($2::text is null or g.relation = $2)
      group by g.id order by g.id`,
    values: [tenantId, relation],
  });
  return rows;
}

export async function employeeDirectory(
  db: Queryable,
  tenantId: number,
  jobTitle: string | null,
): Promise<ReportRow[]> {
  const { rows } = await db.query<ReportRow>({
    name: 'reports.employee-directory',
    text: `select id::float8 as employee_id, full_name, job_title, email
      from employees where tenant_id = $1 and ($2::text is null or job_title = $2) order by id`,
    values: [tenantId, jobTitle],
  });
  return rows;
}
