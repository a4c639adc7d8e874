import type { Queryable } from '#lib/db/raw.ts';
import { toOffsetTime } from '#lib/std/offset-time.ts';
import { lister } from '../listing/queries.ts';
import type { Subject, SubjectFields } from './schemas.ts';

type Stamps = { id: string; created_at: Date; updated_at: Date };

const stamps = (row: Stamps, timeZone: string) => ({
  created_at: toOffsetTime(row.created_at, timeZone),
  updated_at: toOffsetTime(row.updated_at, timeZone),
});

const searched = 'lower(name)';

type SubjectRow = Stamps & { name: string; code: string | null };
const subjectColumns = 'id, name, code, created_at, updated_at';
const toSubject = (row: SubjectRow, timeZone: string): Subject => ({
  id: Number(row.id),
  name: row.name,
  code: row.code,
  ...stamps(row, timeZone),
});

export const selectSubjects = lister({
  name: 'subjects',
  table: 'subjects',
  columns: subjectColumns,
  searched: `lower(name || E'\\n' || coalesce(code, ''))`,
});

export const selectGrades = lister({
  name: 'grades',
  table: 'grades',
  columns: 'id, name, "order", created_at, updated_at',
  searched,
});

export const selectSections = lister({
  name: 'sections',
  table: 'sections',
  columns: 'id, name, grade_id, created_at, updated_at',
  searched,
});

const period = 'start_date, end_date, is_active';

export const selectAcademicYears = lister({
  name: 'academic-years',
  table: 'academic_years',
  columns: `id, name, ${period}, created_at, updated_at`,
  searched,
});

export const selectTerms = lister({
  name: 'terms',
  table: 'terms',
  columns: `id, name, ${period}, created_at, updated_at, academic_year_id`,
  searched,
});

/** null: a subject with this code exists. */
export async function insertSubject(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  fields: SubjectFields,
  at: Date,
): Promise<Subject | null> {
  const { rows } = await db.query<SubjectRow>({
    name: 'subjects.insert',
    text: `insert into subjects (tenant_id, name, code, created_at, updated_at)
      values ($1, $2, $3, $4, $4)
      on conflict (tenant_id, code) do nothing
      returning ${subjectColumns}`,
    values: [tenantId, fields.name, fields.code ?? null, at],
  });
  return rows[0] ? toSubject(rows[0], timeZone) : null;
}

export async function selectSubjectByCode(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  code: string,
): Promise<Subject | null> {
  const { rows } = await db.query<SubjectRow>({
    name: 'subjects.by-code',
    text: `select ${subjectColumns} from subjects where tenant_id = $1 and code = $2`,
    values: [tenantId, code],
  });
  return rows[0] ? toSubject(rows[0], timeZone) : null;
}
