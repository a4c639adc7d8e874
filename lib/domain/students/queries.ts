import type { Queryable } from '#lib/db/raw.ts';
import { toOffsetTime } from '#lib/std/offset-time.ts';
import { lister } from '../listing/queries.ts';
import type { Student, StudentFields } from './schemas.ts';

type StudentRow = {
  id: string;
  full_name: string;
  national_id: string;
  birth_date: string;
  gender: Student['gender'];
  grade_id: string;
  section_id: string;
  guardian_id: string | null;
  created_at: Date;
  updated_at: Date;
};

// In JSON the database writes a date as the contract does; in a row it would become a moment.
const listed = `id, full_name, national_id, birth_date, gender, grade_id, section_id, guardian_id,
  created_at, updated_at`;
const columns = listed.replace('birth_date', 'birth_date::text as birth_date');

function toStudent(row: StudentRow, timeZone: string): Student {
  return {
    id: Number(row.id),
    full_name: row.full_name,
    national_id: row.national_id,
    birth_date: row.birth_date,
    gender: row.gender,
    grade_id: Number(row.grade_id),
    section_id: Number(row.section_id),
    guardian_id: row.guardian_id === null ? null : Number(row.guardian_id),
    created_at: toOffsetTime(row.created_at, timeZone),
    updated_at: toOffsetTime(row.updated_at, timeZone),
  };
}

export const selectStudents = lister({
  name: 'students',
  table: 'students',
  columns: listed,
  searched: 'search_text',
  letters: 'search_letters(tenant_id, search_text)',
});

export async function selectStudent(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  id: number,
): Promise<Student | null> {
  const { rows } = await db.query<StudentRow>({
    name: 'students.get',
    text: `select ${columns} from students where tenant_id = $1 and id = $2`,
    values: [tenantId, id],
  });
  return rows[0] ? toStudent(rows[0], timeZone) : null;
}

/** What stands against a student's fields; everything false when nothing does. */
export type Obstacles = {
  grade_unknown: boolean;
  section_unknown: boolean;
  section_of_other_grade: boolean;
  guardian_unknown: boolean;
  national_id_taken: boolean;
};

// The fields of $2 to $8 against the records of tenant $1; $9 is the student itself, if it exists already.
const obstacles = `
  select
    not exists (select from grades where tenant_id = $1 and id = $6) as grade_unknown,
    not exists (select from sections where tenant_id = $1 and id = $7) as section_unknown,
    exists (select from sections where tenant_id = $1 and id = $7 and grade_id <> $6) as section_of_other_grade,
    $8::bigint is not null and not exists (select from guardians where tenant_id = $1 and id = $8)
      as guardian_unknown,
    exists (select from students where tenant_id = $1 and national_id = $3 and id is distinct from $9::bigint)
      as national_id_taken`;

const nothing = `not (grade_unknown or section_unknown or section_of_other_grade or guardian_unknown
  or national_id_taken)`;

const valuesOf = (tenantId: number, f: StudentFields) => [
  tenantId,
  f.full_name,
  f.national_id,
  f.birth_date,
  f.gender,
  f.grade_id,
  f.section_id,
  f.guardian_id ?? null,
];

export type Written = { obstacles: Obstacles; student: Student | null };

/** Inserts a student if nothing stands against it: the look and the write are one statement. */
export async function insertStudent(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  fields: StudentFields,
  at: Date,
): Promise<Written> {
  const { rows } = await db.query<Obstacles & StudentRow>({
    name: 'students.insert',
    text: `with obstacles as (${obstacles}),
      written as (
        insert into students (tenant_id, full_name, national_id, birth_date, gender, grade_id, section_id,
          guardian_id, created_at, updated_at)
        select $1, $2, $3, $4::date, $5, $6, $7, $8, $10, $10 from obstacles where ${nothing}
        returning ${columns}
      )
      select obstacles.*, written.* from obstacles left join written on true`,
    values: [...valuesOf(tenantId, fields), null, at],
  });
  return toWritten(rows[0], timeZone);
}

/** Writes all fields of a student if nothing stands against them. */
export async function updateStudentRow(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  id: number,
  fields: StudentFields,
  at: Date,
): Promise<Written> {
  const { rows } = await db.query<Obstacles & StudentRow>({
    name: 'students.update',
    text: `with obstacles as (${obstacles}),
      written as (
        update students set full_name = $2, national_id = $3, birth_date = $4::date, gender = $5, grade_id = $6,
          section_id = $7, guardian_id = $8, updated_at = $10
        where tenant_id = $1 and id = $9 and (select ${nothing} from obstacles)
        returning ${columns}
      )
      select obstacles.*, written.* from obstacles left join written on true`,
    values: [...valuesOf(tenantId, fields), id, at],
  });
  return toWritten(rows[0], timeZone);
}

function toWritten(row: (Obstacles & StudentRow) | undefined, timeZone: string): Written {
  if (!row) throw new Error('The statement answers with one row.');
  return { obstacles: row, student: row.id === null ? null : toStudent(row, timeZone) };
}

/** Takes the row for this transaction, so that two partial updates do not undo each other. */
export async function lockStudent(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  id: number,
): Promise<Student | null> {
  const { rows } = await db.query<StudentRow>({
    name: 'students.lock',
    text: `select ${columns} from students where tenant_id = $1 and id = $2 for update`,
    values: [tenantId, id],
  });
  return rows[0] ? toStudent(rows[0], timeZone) : null;
}
