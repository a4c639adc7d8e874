import type { Queryable } from '#lib/db/raw.ts';
import { toOffsetTime } from '#lib/std/offset-time.ts';
import { lister } from '../listing/queries.ts';
import type { Employee, EmployeeFields } from './schemas.ts';

type EmployeeRow = Omit<Employee, 'id' | 'created_at' | 'updated_at'> & {
  id: string;
  created_at: Date;
  updated_at: Date;
};

const columns = 'id, full_name, job_title, email, created_at, updated_at';

function toEmployee(row: EmployeeRow, timeZone: string): Employee {
  return {
    id: Number(row.id),
    full_name: row.full_name,
    job_title: row.job_title,
    email: row.email,
    created_at: toOffsetTime(row.created_at, timeZone),
    updated_at: toOffsetTime(row.updated_at, timeZone),
  };
}

const first = (rows: EmployeeRow[], timeZone: string) =>
  rows[0] ? toEmployee(rows[0], timeZone) : null;

export const selectEmployees = lister({
  name: 'employees',
  table: 'employees',
  columns,
  searched: 'search_text',
});

export async function selectEmployee(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  id: number,
): Promise<Employee | null> {
  const { rows } = await db.query<EmployeeRow>({
    name: 'employees.get',
    text: `select ${columns} from employees where tenant_id = $1 and id = $2`,
    values: [tenantId, id],
  });
  return first(rows, timeZone);
}

/** E-mail addresses are one whether written in capitals or not. */
export async function selectEmployeeByEmail(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  email: string,
): Promise<Employee | null> {
  const { rows } = await db.query<EmployeeRow>({
    name: 'employees.by-email',
    text: `select ${columns} from employees where tenant_id = $1 and lower(email) = lower($2)`,
    values: [tenantId, email],
  });
  return first(rows, timeZone);
}

/** null: an employee with this e-mail address exists. */
export async function insertEmployee(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  fields: EmployeeFields,
  at: Date,
): Promise<Employee | null> {
  const { rows } = await db.query<EmployeeRow>({
    name: 'employees.insert',
    text: `insert into employees (tenant_id, full_name, job_title, email, created_at, updated_at)
      values ($1, $2, $3, $4, $5, $5)
      on conflict (tenant_id, lower(email)) do nothing
      returning ${columns}`,
    values: [tenantId, fields.full_name, fields.job_title, fields.email ?? null, at],
  });
  return first(rows, timeZone);
}
