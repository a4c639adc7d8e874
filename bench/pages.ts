import { sql } from 'drizzle-orm';
import { type BenchRow, type Load, measure, withStand } from './stand.ts';

const students = 100_000;
const perPage = 50;

/**
 * Latency of listStudents in a tenant of 100,000 students at 50 a page, on two connections: any page of all, any
 * page of a search that finds many, few and none. `seconds` is for each row.
 */
export function benchPages(seconds = 5): Promise<BenchRow[]> {
  return withStand(
    async (db, { tenantId }) => {
      await db.execute(sql`
        insert into students (tenant_id, full_name, national_id, birth_date, gender, grade_id, section_id,
          created_at, updated_at)
        select tenant_id, full_name, 'B' || n || '-' || id, birth_date, gender, grade_id, section_id,
          created_at, updated_at
        from students, generate_series(1, 333) as n where tenant_id = ${tenantId} order by n, id
        limit ${students - 300}`);
      // A second school of the same size, so that the index holds others' rows as well.
      await db.execute(sql`
        with other as (insert into tenants (org_id, name, created_at)
          select org_id, 'Neighbour', now() from tenants where id = ${tenantId} returning id)
        insert into students (tenant_id, full_name, national_id, birth_date, gender, grade_id, section_id,
          created_at, updated_at)
        select other.id, full_name, national_id, birth_date, gender, grade_id, section_id, s.created_at, updated_at
        from students s, other where tenant_id = ${tenantId}`);
      await db.execute(sql`vacuum analyze students`);
    },
    async ({ school, sandboxUrl }) => {
      const headers = { authorization: `Bearer ${school.token}` };
      const load = (title: string, search: string, matches: number): Load => ({
        title: `listStudents of 100,000: ${title}`,
        url: sandboxUrl,
        connections: 2,
        options: {
          requests: [
            {
              method: 'GET',
              setupRequest: (request) => {
                const page = 1 + Math.floor(Math.random() * Math.ceil(matches / perPage));
                const query = `page=${page}&per_page=${perPage}&search=${encodeURIComponent(search)}`;
                return { ...request, headers, path: `/api/apps/education/students?${query}` };
              },
            },
          ],
        },
      });
      const rows: BenchRow[] = [];
      for (const each of [
        load('any page', '', students),
        load('last page', '', 1),
        load('search, many match', 'القحطاني', 6000),
        load('search, two letters', 'al', 30_000),
        load('search, few match', 'B17-29', 10),
        load('search, none match', 'qqqq', 1),
      ]) {
        rows.push(await measure(each, seconds));
      }
      return rows;
    },
  );
}

if (import.meta.main) console.table(await benchPages(Number(process.argv[2] ?? 5)));
