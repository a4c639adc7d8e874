import type { QueryConfig, QueryResultRow } from 'pg';
import type { Queryable } from '#lib/db/raw.ts';
import { containsPattern, type PageRequest } from '../paging.ts';

/** A table of the tenant that can be listed. Its texts are constants of the code, never input. */
export type Listing = {
  /** Unique: names the prepared statement. */
  name: string;
  table: string;
  columns: string;
  /** What `search` looks in, lower case. */
  searched: string;
};

/** One page of a tenant's rows by ascending id, and how many match in all (contract, Pagination). */
export async function listRows<R extends QueryResultRow>(
  db: Queryable,
  list: Listing,
  tenantId: number,
  request: PageRequest,
): Promise<{ total: number; rows: R[] }> {
  const { search, perPage } = request;
  const offset = (request.page - 1) * perPage;
  if (search === '' && offset <= nearOffset) {
    const near = await page<R>(db, {
      name: `list.${list.name}.near`,
      text: nearTheFront(list),
      values: [tenantId, perPage, offset],
    });
    // Without a row there is no total either: beyond the end the other statement tells it.
    if (near.rows.length > 0 || offset === 0) return near;
  }
  return page<R>(
    db,
    search === ''
      ? { name: `list.${list.name}`, text: everything(list), values: [tenantId, perPage, offset] }
      : // Not prepared: which index is the better one depends on the text, so each search has its own plan.
        { text: matching(list), values: [tenantId, perPage, offset, containsPattern(search)] },
  );
}

async function page<R extends QueryResultRow>(
  db: Queryable,
  query: QueryConfig,
): Promise<{ total: number; rows: R[] }> {
  const { rows } = await db.query<R & { total: string; id: unknown }>(query);
  return { total: Number(rows[0]?.total ?? 0), rows: rows[0]?.id == null ? [] : rows };
}

const nearOffset = 1000;

// What most callers ask for, in the plainest statement.
const nearTheFront = (list: Listing) =>
  once(`${list.name}.near`, () => {
    const { table, columns } = list;
    return `select (select count(*) from ${table} where tenant_id = $1) as total, ${columns}
      from ${table} where tenant_id = $1 order by id limit $2 offset $3`;
  });

const shown = ({ table, columns }: Listing) => `
  select total.n as total, page.*
  from total left join lateral (
    select ${columns} from ${table} where id = any (array(select id from ids))
  ) as page on true
  order by page.id`;

const texts = new Map<string, string>();
function once(key: string, make: () => string): string {
  const known = texts.get(key) ?? make();
  texts.set(key, known);
  return known;
}

// A page far from the beginning is found from the nearer end, through the index alone; the other branch has
// limit 0 and reads nothing.
const everything = (list: Listing) =>
  once(list.name, () => {
    const { table } = list;
    return `with total as (select count(*) as n from ${table} where tenant_id = $1),
      ids as (
        (select id from ${table} where tenant_id = $1 order by id
          limit (select case when $3::bigint <= n / 2 then $2::bigint else 0 end from total) offset $3::bigint)
        union all
        (select id from ${table} where tenant_id = $1 order by id desc
          limit (select case when $3::bigint > n / 2 then greatest(0, least($2::bigint, n - $3::bigint)) else 0 end
            from total)
          offset (select greatest(0, n - $3::bigint - $2::bigint) from total))
      ) ${shown(list)}`;
  });

// The matches are found once, for the count and for the page.
const matching = (list: Listing) =>
  once(`${list.name}.search`, () => {
    const { table, searched } = list;
    return `with matches as materialized (
        select id from ${table} where tenant_id = $1 and ${searched} like lower($4)
      ),
      total as (select count(*) as n from matches),
      ids as (select id from matches order by id limit $2 offset $3) ${shown(list)}`;
  });
