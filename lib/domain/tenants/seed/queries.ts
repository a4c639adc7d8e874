import type { Queryable } from '#lib/db/raw.ts';
import type { SeedEmployee, SeedGuardian, SeedStudent } from './people.ts';

// One JSON parameter a statement: thousands of rows travel without thousands of placeholders.

/** Returns the ids in the order of the rows. */
export async function insertGuardians(
  db: Queryable,
  tenantId: number,
  at: Date,
  rows: readonly SeedGuardian[],
): Promise<number[]> {
  const result = await db.query<{ id: string; phone: string }>({
    text: `insert into guardians (tenant_id, full_name, phone, email, relation, created_at, updated_at)
      select $1, r."fullName", r.phone, r.email, r.relation, $2, $2
      from rows from (json_to_recordset($3::json)
        as ("fullName" text, phone text, email text, relation text)) with ordinality
        as r ("fullName", phone, email, relation, ord)
      order by r.ord
      returning id, phone`,
    values: [tenantId, at, JSON.stringify(rows)],
  });
  const idOf = new Map(result.rows.map(({ id, phone }) => [phone, Number(id)]));
  return rows.map(({ phone }) => idOf.get(phone) ?? 0);
}

/** Writes many students of one tenant in one statement. */
export async function insertStudents(
  db: Queryable,
  tenantId: number,
  at: Date,
  rows: readonly (SeedStudent & {
    gradeId: number;
    sectionId: number;
    guardianId: number | null;
  })[],
): Promise<void> {
  await db.query({
    text: `insert into students (tenant_id, full_name, national_id, birth_date, gender, grade_id, section_id,
        guardian_id, created_at, updated_at)
      select $1, r."fullName", r."nationalId", r."birthDate", r.gender, r."gradeId", r."sectionId",
        r."guardianId", $2, $2
      from rows from (json_to_recordset($3::json)
        as ("fullName" text, "nationalId" text, "birthDate" date, gender text, "gradeId" bigint,
          "sectionId" bigint, "guardianId" bigint)) with ordinality
        as r ("fullName", "nationalId", "birthDate", gender, "gradeId", "sectionId", "guardianId", ord)
      order by r.ord`,
    values: [tenantId, at, JSON.stringify(rows)],
  });
}

/** Writes many employees of one tenant in one statement. */
export async function insertEmployees(
  db: Queryable,
  tenantId: number,
  at: Date,
  rows: readonly SeedEmployee[],
): Promise<void> {
  await db.query({
    text: `insert into employees (tenant_id, full_name, job_title, email, created_at, updated_at)
      select $1, r."fullName", r."jobTitle", r.email, $2, $2
      from rows from (json_to_recordset($3::json)
        as ("fullName" text, "jobTitle" text, email text)) with ordinality
        as r ("fullName", "jobTitle", email, ord)
      order by r.ord`,
    values: [tenantId, at, JSON.stringify(rows)],
  });
}

// Children first, so that no row is taken from under another. Callers go on writing meanwhile: once the guardians are
// held nobody can put another student under one, and whoever did so just before has ended, so the second look finds all.
const deleteStudents = 'delete from students where tenant_id = $1';
const holdGuardians =
  'select count(*) from (select from guardians where tenant_id = $1 for update) as g';
const cleared = [
  'guardians',
  'employees',
  'subjects',
  'messages',
  'notification_channels',
  'terms',
  'academic_years',
];
const clearing = [
  deleteStudents,
  holdGuardians,
  deleteStudents,
  ...cleared.map((table) => `delete from ${table} where tenant_id = $1`),
];

/** Removes everything in a tenant but its grades and sections. */
export async function clearTenant(db: Queryable, tenantId: number): Promise<void> {
  for (const text of clearing) await db.query({ text, values: [tenantId] });
}
