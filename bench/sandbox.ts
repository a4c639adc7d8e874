import type autocannon from 'autocannon';
import { eq } from 'drizzle-orm';
import { sections } from '#lib/db/schema/education.ts';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { newId } from '#lib/std/ids.ts';
import { withPrism } from './prism.ts';
import { type BenchRow, type Load, measure, withStand } from './stand.ts';

const connections = 32;
const place = { grade_id: 0, section_id: 0 };

/**
 * Requests a second and latency of the sandbox at 32 connections, beside an empty Hono handler in the same
 * process and beside Prism, a mock server over the same document. Every request is authenticated, scope-checked, limited in PostgreSQL and logged; every create has its
 * event and a delivery. `seconds` is for each row.
 */
export function benchSandbox(seconds = 8): Promise<BenchRow[]> {
  return withStand(
    async (db, school) => {
      await db.insert(webhookEndpoints).values({
        id: newId('whe'),
        orgId: school.orgId,
        appId: school.appId,
        environment: 'sandbox',
        url: 'http://127.0.0.1:9/',
        events: ['education.students.created'],
        createdAt: new Date(),
      });
      const mine = eq(sections.tenantId, school.tenantId);
      const [section] = await db.select().from(sections).where(mine).limit(1);
      place.grade_id = section?.gradeId ?? 0;
      place.section_id = section?.id ?? 0;
    },
    async ({ school, emptyUrl, sandboxUrl, doorUrl }) => {
      const headers = { authorization: `Bearer ${school.token}` };
      // All reads come before the creates, so that they read a school of the same size: a list counts its records.
      const [whoami, list, create] = three('sandbox', sandboxUrl, headers);
      const [whoamiAtDoor, listAtDoor] = three('sandbox behind the door', doorUrl, headers);
      const loads: Load[] = [
        { title: 'empty Hono handler', url: `${emptyUrl}/empty`, connections },
        whoami,
        list,
        busy(list),
        whoamiAtDoor,
        listAtDoor,
        create,
        {
          title: 'sandbox: createStudent without key',
          url: sandboxUrl,
          connections,
          options: creates(sandboxUrl, headers, false),
        },
      ];
      const rows: BenchRow[] = [];
      for (const load of loads) rows.push(await measure(load, seconds));
      return [...rows, ...(await prismRows(headers, seconds))];
    },
  );
}

/** The same three calls for both, so that the rows can be compared. */
function three(
  who: string,
  url: string,
  headers: Record<string, string>,
): [whoami: Load, list: Load, create: Load] {
  return [
    { title: `${who}: whoami`, url: `${url}/whoami`, connections, options: { headers } },
    {
      title: `${who}: listStudents`,
      url: `${url}/education/students`,
      connections,
      options: { headers },
    },
    {
      title: `${who}: createStudent with key`,
      url,
      connections,
      options: creates(url, headers, true),
    },
  ];
}

/** Twice as many callers: what is answered when the callers do not wait for each other. */
const busy = (load: Load): Load => ({
  ...load,
  title: `${load.title} at ${connections * 2}`,
  connections: connections * 2,
});

async function prismRows(headers: Record<string, string>, seconds: number): Promise<BenchRow[]> {
  try {
    return await withPrism(async (url) => {
      const rows: BenchRow[] = [];
      const [whoami, list, create] = three('Prism', url, headers);
      for (const load of [whoami, list, busy(list), create])
        rows.push(await measure(load, seconds));
      return rows;
    });
  } catch (error) {
    console.error(`Prism is left out: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

let number = 0;

function creates(
  url: string,
  authorization: Record<string, string>,
  withKey: boolean,
): Partial<autocannon.Options> {
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    const id = `B-${++number}`;
    return {
      ...request,
      headers: {
        ...authorization,
        'content-type': 'application/json',
        ...(withKey ? { 'idempotency-key': id } : {}),
      },
      body: JSON.stringify({
        full_name: 'سارة عبدالله القحطاني',
        national_id: id,
        birth_date: '2015-09-02',
        gender: 'female',
        ...place,
      }),
    };
  };
  const path = `${new URL(url).pathname.replace(/\/$/, '')}/education/students`;
  return { requests: [{ method: 'POST', path, setupRequest }] };
}

if (import.meta.main) console.table(await benchSandbox(Number(process.argv[2] ?? 8)));
