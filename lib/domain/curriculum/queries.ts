import type { Queryable } from '#lib/db/raw.ts';
import { toOffsetTime } from '#lib/std/offset-time.ts';
import { type Listing, listRows } from '../listing/queries.ts';
import type { PageRequest } from '../paging.ts';
import type { AcademicYear, Grade, Section, Subject, SubjectFields, Term } from './schemas.ts';

/** What every list of the curriculum is asked with. */
export type ListArguments = [
  db: Queryable,
  tenantId: number,
  timeZone: string,
  request: PageRequest,
];

type Stamps = { id: string; created_at: Date; updated_at: Date };

const stamps = (row: Stamps, timeZone: string) => ({
  created_at: toOffsetTime(row.created_at, timeZone),
  updated_at: toOffsetTime(row.updated_at, timeZone),
});

/** A list over one table, its rows turned into what the API shows. */
function lister<Row extends Stamps, Shown>(
  list: Listing,
  show: (row: Row, timeZone: string) => Shown,
): (...args: ListArguments) => Promise<{ total: number; data: Shown[] }> {
  return async (db, tenantId, timeZone, request) => {
    const { total, rows } = await listRows<Row>(db, list, tenantId, request);
    return { total, data: rows.map((row) => show(row, timeZone)) };
  };
}

const searched = 'lower(name)';

type SubjectRow = Stamps & { name: string; code: string | null };
const subjectColumns = 'id, name, code, created_at, updated_at';
const toSubject = (row: SubjectRow, timeZone: string): Subject => ({
  id: Number(row.id),
  name: row.name,
  code: row.code,
  ...stamps(row, timeZone),
});

export const selectSubjects = lister<SubjectRow, Subject>(
  {
    name: 'subjects',
    table: 'subjects',
    columns: subjectColumns,
    searched: `lower(name || E'\\n' || coalesce(code, ''))`,
  },
  toSubject,
);

type GradeRow = Stamps & { name: string; order: number };
export const selectGrades = lister<GradeRow, Grade>(
  {
    name: 'grades',
    table: 'grades',
    columns: 'id, name, "order", created_at, updated_at',
    searched,
  },
  (row, timeZone) => ({
    id: Number(row.id),
    name: row.name,
    order: row.order,
    ...stamps(row, timeZone),
  }),
);

type SectionRow = Stamps & { name: string; grade_id: string };
export const selectSections = lister<SectionRow, Section>(
  {
    name: 'sections',
    table: 'sections',
    columns: 'id, name, grade_id, created_at, updated_at',
    searched,
  },
  (row, timeZone) => ({
    id: Number(row.id),
    name: row.name,
    grade_id: Number(row.grade_id),
    ...stamps(row, timeZone),
  }),
);

type YearRow = Stamps & { name: string; start_date: string; end_date: string; is_active: boolean };
const period = 'start_date::text as start_date, end_date::text as end_date, is_active';
const toYear = (row: YearRow, timeZone: string): AcademicYear => ({
  id: Number(row.id),
  name: row.name,
  start_date: row.start_date,
  end_date: row.end_date,
  is_active: row.is_active,
  ...stamps(row, timeZone),
});

export const selectAcademicYears = lister<YearRow, AcademicYear>(
  {
    name: 'academic-years',
    table: 'academic_years',
    columns: `id, name, ${period}, created_at, updated_at`,
    searched,
  },
  toYear,
);

type TermRow = YearRow & { academic_year_id: string };
export const selectTerms = lister<TermRow, Term>(
  {
    name: 'terms',
    table: 'terms',
    columns: `id, name, academic_year_id, ${period}, created_at, updated_at`,
    searched,
  },
  (row, timeZone) => ({
    ...toYear(row, timeZone),
    academic_year_id: Number(row.academic_year_id),
  }),
);

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
