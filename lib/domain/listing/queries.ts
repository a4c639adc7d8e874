import type { QueryResultRow } from 'pg';
import type { Queryable } from '#lib/db/raw.ts';
import { containsPattern, type PageRequest } from '../paging.ts';

/** A table of the tenant that can be listed. Its texts are constants of the code, never input. */
export type Listing = {
  /** Unique: names the prepared statements. */
  name: string;
  table: string;
  columns: string;
  /** What `search` looks in, lower case. */
  searched: string;
};

// Up to here the rows before the page are read together with it; beyond, the page is found through the index
// alone, from the nearer end.
const shallowOffset = 1000;

const where = (list: Listing, search: boolean) =>
  `tenant_id = $1${search ? ` and ${list.searched} like lower($2)` : ' and $2::text is null'}`;

type Statements = { shallow: string; count: string; forward: string; backward: string };
const built = new Map<string, Statements>();

function statementsOf(list: Listing, search: boolean): Statements {
  const key = `${list.name}${search ? '.search' : ''}`;
  let known = built.get(key);
  if (!known) {
    const condition = where(list, search);
    const { table, columns } = list;
    const byIndex = (direction: string) => `
      select ${columns} from ${table} where id in (
        select id from ${table} where ${condition} order by id ${direction} limit $3 offset $4
      ) order by id`;
    known = {
      shallow: `with total as (select count(*) as n from ${table} where ${condition}),
        page as (select ${columns} from ${table} where ${condition} order by id limit $3 offset $4)
        select total.n as total, page.* from total left join page on true order by page.id`,
      count: `select count(*) as n from ${table} where ${condition}`,
      forward: byIndex('asc'),
      backward: byIndex('desc'),
    };
    built.set(key, known);
  }
  return known;
}

/** One page of a tenant's rows by ascending id, and how many match in all (contract, Pagination). */
export async function listRows<R extends QueryResultRow>(
  db: Queryable,
  list: Listing,
  tenantId: number,
  request: PageRequest,
): Promise<{ total: number; rows: R[] }> {
  const hasSearch = request.search !== '';
  const statements = statementsOf(list, hasSearch);
  const pattern = hasSearch ? containsPattern(request.search) : null;
  const offset = (request.page - 1) * request.perPage;
  const name = `list.${list.name}${hasSearch ? '.search' : ''}`;
  if (offset <= shallowOffset) {
    const { rows } = await db.query<R & { total: string; id: unknown }>({
      name: `${name}.shallow`,
      text: statements.shallow,
      values: [tenantId, pattern, request.perPage, offset],
    });
    const total = Number(rows[0]?.total ?? 0);
    return { total, rows: rows[0]?.id === null ? [] : rows };
  }
  const counted = await db.query<{ n: string }>({
    name: `${name}.count`,
    text: statements.count,
    values: [tenantId, pattern],
  });
  const total = Number(counted.rows[0]?.n ?? 0);
  if (offset >= total) return { total, rows: [] };
  const limit = Math.min(request.perPage, total - offset);
  const backwards = offset > total / 2;
  const { rows } = await db.query<R>({
    name: `${name}.${backwards ? 'backward' : 'forward'}`,
    text: backwards ? statements.backward : statements.forward,
    values: [tenantId, pattern, limit, backwards ? total - offset - limit : offset],
  });
  return { total, rows };
}
