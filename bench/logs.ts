// The request log and its numbers with 1,000,000 answered calls of one app over 30 days.
import type { Database } from '#lib/db/client.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { listRequests } from '#lib/domain/requests/list-requests.ts';
import { type RequestFilter, requestFilter } from '#lib/domain/requests/schemas.ts';
import { countNextHour } from '#lib/domain/usage/count-hours.ts';
import { readUsage } from '#lib/domain/usage/read-usage.ts';
import { usageRanges } from '#lib/domain/usage/schemas.ts';
import { systemClock } from '#lib/std/clock.ts';
import { leastId, newId } from '#lib/std/ids.ts';
import { createSchool, type School } from '../test/sandbox/school.ts';
import { type BenchRow, withPostgres } from './stand.ts';

const calls = 1_000_000;
const rounds = 30;
const operations = ['listStudents', 'getStudent', 'listGuardians', 'createStudent', 'listTerms'];

// Of 1,000 calls one is refused for a scope and one fails validation; of 10,000 one fails.
const insert = `
insert into request_logs (id, api, org_id, app_id, installation_id, tenant_id, token_id, token_generation, token_kind,
  method, path, operation_id, status, denied_scope, idempotency, duration_us, created_at)
select $1 || substr(md5(random()::text), 1, 16), 'partners', $2, $3, $4, $5, $6, 1, 'installation',
  case when n % 5 = 3 then 'POST' else 'GET' end, '/education/students/' || n, ($7::text[])[n % 5 + 1],
  case when n % 10000 = 7 then 500 when n % 1000 = 13 then 403 when n % 1000 = 23 then 422 else 200 end,
  case when n % 1000 = 13 then 'education.students.read' end, case when n % 5 = 3 then 'stored' end,
  1000 + (random() ^ 4 * 80000)::int, $8::timestamptz + random() * interval '1 hour'
from generate_series(1, $9::int) n`;

async function fill(db: Database, school: School): Promise<void> {
  const hours = 30 * 24;
  const nowMs = Date.now();
  const each = Math.round(calls / hours);
  const token = newId('tok');
  for (let hour = hours; hour > 0; hour--) {
    const at = new Date(nowMs - hour * 3_600_000);
    const time = leastId('req', at.getTime()).slice(0, 14);
    const { orgId, appId, installationId, tenantId } = school;
    const who = [orgId, appId, installationId, tenantId, token, operations];
    await db.$client.query(insert, [time, ...who, at, each]);
  }
  await db.$client.query('vacuum analyze request_logs');
}

async function timed(what: string, work: () => Promise<unknown>): Promise<BenchRow> {
  const times: number[] = [];
  for (let round = -3; round < rounds; round++) {
    const startMs = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - startMs);
  }
  times.sort((a, b) => a - b);
  const mean = times.reduce((sum, time) => sum + time, 0) / rounds;
  const p50Ms = times[Math.floor(rounds / 2)] ?? 0;
  return { what, perSecond: Math.round(1000 / mean), p50Ms, p99Ms: times.at(-1) ?? 0, failed: 0 };
}

/** The newest page is the yardstick; each filter stands for a different index. */
export function benchLogs(): Promise<BenchRow[]> {
  return withPostgres(async ({ db }) => {
    const school = await createSchool(db);
    await fill(db, school);
    while (await countNextHour(db.$client, new Date()));
    const { orgId, appId } = school;
    const actor = { type: 'user', userId: newId('usr'), sessionId: newId('ses'), orgId } as const;
    const ctx: UserCtx = {
      db,
      clock: systemClock,
      actor: { ...actor, role: 'owner' },
      requestId: null,
      clientAddress: null,
    };
    const list = (what: string, given: Partial<Record<keyof RequestFilter, string>>) =>
      timed(what, () => listRequests(ctx, appId, requestFilter.parse(given)));
    const rows = [
      await list('the newest 50', {}),
      await list('5xx, one of 10,000', { status: '5xx' }),
      await list('a scope was denied', { status: 'denied' }),
      await list('an operation that was never called', { operation: 'listReports' }),
      await list('a school', { tenant: String(school.tenantId) }),
      await list('a day three weeks ago', { since: '22d', until: '21d' }),
      await list('a path that only one call has', { path: 'students/999999' }),
    ];
    for (const range of usageRanges) {
      rows.push(await timed(`usage of ${range}`, () => readUsage(ctx, { appId, range })));
    }
    return rows;
  });
}
