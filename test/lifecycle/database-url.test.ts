import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type PortalProcess, portalCommand, refusal, startPortal } from './portal-process.ts';

// Machines that run tests are busy; these start several processes each.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

// The test run's own PostgreSQL plays the service; the portal gets an empty database on it.
const service = new URL(inject('templateUrl'));
const name = `service_${process.pid}`;
let dir = '';
const running: PortalProcess[] = [];
let settings: Record<string, string> = {};

async function administer(statement: string): Promise<void> {
  const url = new URL(service);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portal-service-'));
  await administer(`create database ${name}`);
  const url = new URL(service);
  url.pathname = `/${name}`;
  settings = {
    DATABASE_URL: url.href,
    PORTAL_SECRET: 'a secret that all processes share',
    PORTAL_DATA_DIR: dir,
  };
});
const address = { PORTAL_URL: 'https://portal.example.com' };
afterAll(async () => {
  for (const portal of running) portal.kill('SIGTERM');
  await Promise.all(running.map((portal) => portal.ended));
  await administer(`drop database ${name} with (force)`);
  await rm(dir, { recursive: true, force: true });
});

async function start(roles: string): Promise<PortalProcess> {
  const portal = startPortal({
    ...settings,
    ...address,
    PORT: String(await freePort()),
    PORTAL_ROLES: roles,
  });
  running.push(portal);
  return portal;
}

it('several processes by role start together on one database service and are one system', async () => {
  const portals = await Promise.all([start('sandbox'), start('sandbox'), start('worker')]);
  await Promise.all(portals.map((portal) => portal.ready()));
  expect(existsSync(path.join(dir, 'postgres'))).toBe(false);
  expect(existsSync(path.join(dir, 'secret'))).toBe(false);

  const { code, stdout, stderr } = await portalCommand(settings, 'demo', '--json');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const { token, tenant_id, url }: { token: string; tenant_id: number; url: string } =
    JSON.parse(stdout);
  // The command was told nothing of an address; the running portals have one.
  expect(url).toBe('https://portal.example.com');
  const remaining = async () => {
    const left: number[] = [];
    for (const portal of portals.slice(0, 2)) {
      const answer = await fetch(`${portal.url}/api/apps/whoami`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(await answer.json()).toMatchObject({ tenant_id });
      left.push(Number(answer.headers.get('x-ratelimit-remaining')));
    }
    return left;
  };
  // One token, one window, whichever process answers. A window ends with its minute: then it is asked once more.
  const isOneWindow = async () => {
    const [first = 0, second = 0] = await remaining();
    return first - second;
  };
  await expect.poll(isOneWindow).toBe(1);
  const elsewhere = await fetch(`${portals[2]?.url}/api/apps/whoami`);
  expect(elsewhere.status).toBe(404);

  // A balancer that asks every second learns in time that a process goes.
  const [leaving] = portals;
  leaving?.kill('SIGTERM');
  const seen = new Set<number>();
  await expect
    .poll(async () => {
      const call = { headers: { authorization: `Bearer ${token}` } };
      seen.add((await fetch(`${leaving?.url}/api/apps/whoami`, call)).status);
      return (await fetch(`${leaving?.url}/api/health/ready`)).status;
    })
    .toBe(503);
  const call = { headers: { authorization: `Bearer ${token}` } };
  seen.add((await fetch(`${leaving?.url}/api/apps/whoami`, call)).status);
  expect([...seen]).toEqual([200]);
  expect(await leaving?.ended).toEqual({ code: 0, signal: null });

  const wrong = { ...settings, PORTAL_SECRET: 'another secret than before', PORT: '0' };
  for (const text of [(await refusal(wrong)).text, (await portalCommand(wrong, 'demo')).stderr]) {
    expect(text).toMatch(/^PORTAL_SECRET is not the one that this database was used with before/);
  }
});

it('commands say in a sentence what the database lacks, and bring it up to date only when told to', async () => {
  const url = new URL(settings.DATABASE_URL ?? '');
  url.pathname = `/${name}_bare`;
  await administer(`create database ${name}_bare`);
  const bare = { ...settings, DATABASE_URL: url.href };
  const refused = await portalCommand(bare, 'demo');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr.trim()).toBe(
    'The database does not have the schema of this version yet. Start a portal on it, or run "npm run portal -- migrate".',
  );
  expect((await portalCommand(bare, 'migrate')).code).toBe(0);
  const status = await portalCommand(bare, 'status', '--json');
  expect(JSON.parse(status.stdout)).toMatchObject({
    deliveries: { pending: 0, oldest_due_seconds: 0 },
    database: { max_connections: 100 },
  });
  url.port = String(await freePort());
  const away = await portalCommand({ ...settings, DATABASE_URL: url.href }, 'demo');
  expect(away.stderr.trim()).toMatch(
    /^The database cannot be used: no PostgreSQL answers at .*\.$/,
  );
  await administer(`drop database ${name}_bare with (force)`);
});
