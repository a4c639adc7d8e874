import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { clusterUrl, readAccess } from '#lib/db/embedded/cluster.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/webhooks.ts';
import { type PortalProcess, portalCommand, startPortal } from './portal-process.ts';

// Machines that run tests are busy; these start several processes each.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const rounds = 20;
const writers = 8;
// 600 requests a minute are a token's limit, so each writer has its own token and keeps below it.
const pauseMs = 110;

let dir = '';
let settings: Record<string, string> = {};
let portal: PortalProcess;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portal-kill-'));
  settings = { PORTAL_DATA_DIR: dir, PORT: String(await freePort()) };
});
afterAll(async () => {
  portal.kill('SIGTERM');
  await portal.ended;
  await rm(dir, { recursive: true, force: true });
});

type Partner = { installation_id: string; token: string; tenant_id: number };

async function command<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await portalCommand(settings, ...args, '--json');
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function firstSection(token: string): Promise<{ id: number; grade_id: number }> {
  const answer = await fetch(`${portal.url}/api/apps/education/sections`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { data }: { data: { id: number; grade_id: number }[] } = await answer.json();
  const [section] = data;
  if (!section) throw new Error('A new tenant has sections.');
  return section;
}

/** Creates students until told to stop; keeps the national ids of those that were answered with 201. */
async function write(
  token: string,
  section: { id: number; grade_id: number },
  acknowledged: Set<string>,
  round: { number: number; over: boolean },
  writer: number,
): Promise<void> {
  for (let i = 0; !round.over; i++) {
    const nationalId = `K${round.number}-${writer}-${i}`;
    const answer = await fetch(`${portal.url}/api/apps/education/students`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        full_name: 'نورة سعد الدوسري',
        national_id: nationalId,
        birth_date: '2014-03-11',
        gender: 'female',
        grade_id: section.grade_id,
        section_id: section.id,
      }),
    }).catch(() => null);
    if (answer?.status === 201) acknowledged.add(nationalId);
    else if (answer) throw new Error(`${answer.status}: ${await answer.text()}`);
    await sleep(pauseMs);
  }
}

async function query<T extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<T[]> {
  const access = await readAccess(dir);
  if (!access) throw new Error('The cluster has no access file.');
  const client = new pg.Client({ connectionString: clusterUrl(access) });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

type Written = { national_id: string; students: number; events: number; deliveries: number };

const written = (tenantId: number) =>
  query<Written>(
    `with sent as (
       select e.id, e.body::jsonb #>> '{data,student,national_id}' as national_id
       from events e where e.tenant_id = $1 and e.type = 'education.students.created'
     )
     select s.national_id, count(distinct s.id)::int as students, count(distinct sent.id)::int as events,
            count(distinct d.id)::int as deliveries
     from students s
     left join sent on sent.national_id = s.national_id
     left join deliveries d on d.event_id = sent.id
     where s.tenant_id = $1 and s.national_id like 'K%'
     group by s.national_id`,
    [tenantId],
  );

async function undelivered(tenantId: number): Promise<number> {
  const [row] = await query<{ count: number }>(
    `select count(*)::int as count from deliveries where tenant_id = $1 and status <> 'delivered'`,
    [tenantId],
  );
  return row?.count ?? 0;
}

it(`over ${rounds} kill -9 every acknowledged student is there once, with its event and delivery`, async () => {
  portal = startPortal(settings);
  await portal.ready();
  const partner = await command<Partner>('demo');
  const tokens = [partner.token];
  while (tokens.length < writers) {
    const args = ['token', 'issue', '--installation', partner.installation_id];
    tokens.push((await command<{ token: string }>(...args)).token);
  }
  const section = await firstSection(partner.token);
  const acknowledged = new Set<string>();

  for (let number = 1; number <= rounds; number++) {
    const round = { number, over: false };
    const work = tokens.map((token, i) => write(token, section, acknowledged, round, i));
    const before = acknowledged.size;
    await until('students are made', () => acknowledged.size > before + writers, 60_000);
    await sleep(Math.random() * 600);
    portal.kill('SIGKILL');
    await portal.ended;
    round.over = true;
    await Promise.all(work);
    portal = startPortal(settings);
    await portal.ready();
  }

  const rows = await written(partner.tenant_id);
  expect(acknowledged.size).toBeGreaterThan(rounds);
  expect([...acknowledged].filter((id) => !rows.some((row) => row.national_id === id))).toEqual([]);
  // What was killed before its answer may be there too, but never in part.
  expect(
    rows.filter((row) => row.students !== 1 || row.events !== 1 || row.deliveries !== 1),
  ).toEqual([]);
  // An attempt that the kill cut off twice waits 30 s, then 2 minutes.
  const all = async () => (await undelivered(partner.tenant_id)) === 0;
  await until('all is delivered', all, 240_000);
}, 900_000);
