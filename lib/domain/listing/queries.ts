import type { QueryConfig } from 'pg';
import type { Queryable } from '#lib/db/raw.ts';
import { withOffsetTimes } from '#lib/std/offset-time.ts';
import { containsPattern, type PageRequest, type PageText, toPageText } from '../paging.ts';

/** A table of the tenant that can be listed. Its texts are constants of the code, never input. */
export type Listing = {
  /** Unique: names the prepared statement. */
  name: string;
  table: string;
  /** The fields of a record, in the order they are shown. */
  columns: string;
  /** What `search` looks in, lower case. */
  searched: string;
  /** Indexed: the letters and pairs of letters of `searched`, each as `tenant:letters`, where reading all takes too long. */
  letters?: string;
};

/** One page of a tenant's records by ascending id, and how many match in all (contract, Pagination). */
export type Lister = (
  db: Queryable,
  tenantId: number,
  timeZone: string,
  request: PageRequest,
) => Promise<PageText>;

/** The list over one table. The database writes the records as JSON: reading rows to write them again costs twice as much. */
export const lister =
  (list: Listing): Lister =>
  async (db, tenantId, timeZone, request) => {
    const { rows } = await db.query<{ total: string; records: string | null }>(
      queryOf(list, tenantId, request),
    );
    const { total, records } = rows[0] ?? { total: 0, records: null };
    return toPageText(request, Number(total), withOffsetTimes(records ?? '', timeZone));
  };

const nearOffset = 1000;

function queryOf(list: Listing, tenantId: number, request: PageRequest): QueryConfig {
  const { search, perPage } = request;
  const offset = (request.page - 1) * perPage;
  const values = [tenantId, perPage, offset];
  if (search === '' && offset <= nearOffset) {
    return { name: `list.${list.name}.near`, text: nearTheFront(list), values };
  }
  if (search === '') return { name: `list.${list.name}`, text: everything(list), values };
  // Not prepared: which index is the better one depends on the text, so each search has its own plan.
  return list.letters && [...search].length <= 2
    ? {
        // "+ 0" leaves the planner no other index: on any other way it would take the letters of row after row.
        text: matching(list, `tenant_id + 0 = $1 and ${list.letters} @> array[lower($4)]`),
        values: [...values, `${tenantId}:${search}`],
      }
    : {
        text: matching(list, `tenant_id = $1 and ${list.searched} like lower($4)`),
        values: [...values, containsPattern(search)],
      };
}

const texts = new Map<string, string>();
function once(key: string, make: () => string): string {
  const known = texts.get(key) ?? make();
  texts.set(key, known);
  return known;
}

const asRecords = (page: string) =>
  `(select string_agg(row_to_json(p)::text, ',') from (${page}) as p) as records`;

// What most callers ask for, in the plainest statement.
const nearTheFront = (list: Listing) =>
  once(`${list.name}.near`, () => {
    const { table, columns } = list;
    const page = `select ${columns} from ${table} where tenant_id = $1 order by id limit $2 offset $3`;
    return `select (select count(*) from ${table} where tenant_id = $1) as total, ${asRecords(page)}`;
  });

const shown = ({ table, columns }: Listing) =>
  `select total.n as total, ${asRecords(
    `select ${columns} from ${table} where id = any (array(select id from ids)) order by id`,
  )} from total`;

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
const matching = (list: Listing, condition: string) =>
  once(`${list.name} ${condition}`, () => {
    return `with matches as materialized (select id from ${list.table} where ${condition}),
      total as (select count(*) as n from matches),
      ids as (select id from matches order by id limit $2 offset $3) ${shown(list)}`;
  });
