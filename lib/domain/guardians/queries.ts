import type { Queryable } from '#lib/db/raw.ts';
import { toOffsetTime } from '#lib/std/offset-time.ts';
import { lister } from '../listing/queries.ts';
import type { Guardian, GuardianFields } from './schemas.ts';

type GuardianRow = Omit<Guardian, 'id' | 'created_at' | 'updated_at'> & {
  id: string;
  created_at: Date;
  updated_at: Date;
};

const columns = 'id, full_name, phone, email, relation, created_at, updated_at';

function toGuardian(row: GuardianRow, timeZone: string): Guardian {
  return {
    id: Number(row.id),
    full_name: row.full_name,
    phone: row.phone,
    email: row.email,
    relation: row.relation,
    created_at: toOffsetTime(row.created_at, timeZone),
    updated_at: toOffsetTime(row.updated_at, timeZone),
  };
}

const first = (rows: GuardianRow[], timeZone: string) =>
  rows[0] ? toGuardian(rows[0], timeZone) : null;

export const selectGuardians = lister({
  name: 'guardians',
  table: 'guardians',
  columns,
  searched: 'search_text',
});

export async function selectGuardian(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  id: number,
): Promise<Guardian | null> {
  const { rows } = await db.query<GuardianRow>({
    name: 'guardians.get',
    text: `select ${columns} from guardians where tenant_id = $1 and id = $2`,
    values: [tenantId, id],
  });
  return first(rows, timeZone);
}

/** Takes the row for this transaction, so that two partial updates do not undo each other. */
export async function lockGuardian(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  id: number,
): Promise<Guardian | null> {
  const { rows } = await db.query<GuardianRow>({
    name: 'guardians.lock',
    text: `select ${columns} from guardians where tenant_id = $1 and id = $2 for update`,
    values: [tenantId, id],
  });
  return first(rows, timeZone);
}

/** null: the phone is taken. */
export async function insertGuardian(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  fields: GuardianFields,
  at: Date,
): Promise<Guardian | null> {
  const { rows } = await db.query<GuardianRow>({
    name: 'guardians.insert',
    text: `insert into guardians (tenant_id, full_name, phone, email, relation, created_at, updated_at)
      values ($1, $2, $3, $4, $5, $6, $6)
      on conflict (tenant_id, phone) do nothing
      returning ${columns}`,
    values: [tenantId, fields.full_name, fields.phone, fields.email ?? null, fields.relation, at],
  });
  return first(rows, timeZone);
}

/** null: another guardian has the phone. */
export async function updateGuardianRow(
  db: Queryable,
  tenantId: number,
  timeZone: string,
  id: number,
  fields: GuardianFields,
  at: Date,
): Promise<Guardian | null> {
  const { rows } = await db.query<GuardianRow>({
    name: 'guardians.update',
    text: `update guardians set full_name = $3, phone = $4, email = $5, relation = $6, updated_at = $7
      where tenant_id = $1 and id = $2
        and not exists (select from guardians where tenant_id = $1 and phone = $4 and id <> $2)
      returning ${columns}`,
    values: [
      tenantId,
      id,
      fields.full_name,
      fields.phone,
      fields.email ?? null,
      fields.relation,
      at,
    ],
  });
  return first(rows, timeZone);
}
