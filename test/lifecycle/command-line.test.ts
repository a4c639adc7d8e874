import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type PortalProcess, portalCommand, startPortal } from './portal-process.ts';

// Machines that run tests are busy; these start several processes each.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let dir = '';
let settings: Record<string, string> = {};
let portal: PortalProcess | null = null;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portal-command-'));
  settings = { PORTAL_DATA_DIR: dir, PORT: String(await freePort()) };
});
afterAll(async () => {
  portal?.kill('SIGTERM');
  await portal?.ended;
  await rm(dir, { recursive: true, force: true });
});

const run = (...args: string[]) => portalCommand(settings, ...args);

/** The shape that the documentation of the command promises. */
const demo = {
  url: expect.stringMatching(/^http:\/\/localhost:\d+$/),
  email: expect.stringMatching(/@.+\.example$/),
  password: expect.stringMatching(/^.{12,}$/),
  org: expect.stringMatching(/^org_/),
  app: expect.stringMatching(/^app_/),
  tenant_id: expect.any(Number),
  installation_id: expect.stringMatching(/^ins_/),
  token: expect.stringMatching(/^okp_test_/),
  webhook: {
    endpoint_id: expect.stringMatching(/^whe_/),
    secret: expect.stringMatching(/^whsec_/),
  },
  okta: {
    base_url: expect.stringMatching(/^http:\/\/localhost:\d+\/api\/v1$/),
    token: expect.stringMatching(/^00[\w-]{40}$/),
    bearer_read: expect.stringMatching(/^oka_/),
    trusted_origin: expect.stringMatching(/^https:\/\//),
  },
};

describe('without a portal', () => {
  it('a command starts PostgreSQL for itself and stops it again', async () => {
    const { code, stdout } = await run('demo', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(demo);
    expect(existsSync(path.join(dir, 'postgres/postmaster.pid'))).toBe(false);
  });
});

describe('beside a running portal', () => {
  let partner: { org: string; tenant_id: number; installation_id: string; token: string };
  beforeAll(async () => {
    portal = startPortal({ ...settings, PORTAL_ALLOW_TARGETS: '127.0.0.1:4242' });
    while (
      !existsSync(path.join(dir, 'lock')) ||
      (await readdir(path.join(dir, 'lock'))).length === 0
    ) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    // It has only begun to start: the command waits for it.
    partner = JSON.parse((await run('demo', '--json')).stdout);
    await portal.ready();
  });

  const whoami = async (token: string) => {
    const answer = await fetch(`${portal?.url}/api/apps/whoami`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: answer.status, body: await answer.json() };
  };

  it('the token of a fresh demo works at once and carries all scopes', async () => {
    const { status, body } = await whoami(partner.token);
    expect(status).toBe(200);
    expect(body.scopes).toHaveLength(14);
  });

  it('token issue gives a token with exactly the scopes asked for', async () => {
    const args = ['--installation', partner.installation_id, '--scopes', 'education.students.read'];
    const { stdout } = await run('token', 'issue', ...args, '--json');
    const { body } = await whoami(JSON.parse(stdout).token);
    expect(body.scopes).toEqual(['education.students.read']);
  });

  it('webhook create adds an endpoint and shows its secret', async () => {
    const args = [
      '--installation',
      partner.installation_id,
      '--url',
      'https://hooks.example.com/okta',
    ];
    const { stdout } = await run('webhook', 'create', ...args, '--events', 'ping', '--json');
    expect(JSON.parse(stdout)).toEqual(demo.webhook);
  });

  it('webhook create lets pass what the running portal lets pass, and nothing else that is private', async () => {
    const at = (port: number) => ['--url', `http://127.0.0.1:${port}/hook`, '--events', 'ping'];
    const create = ['webhook', 'create', '--installation', partner.installation_id];
    expect(await run(...create, ...at(4242), '--json')).toMatchObject({ code: 0, stderr: '' });
    const refused = await run(...create, ...at(4243), '--json');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('The address is private');
  });

  it('status says what waits', async () => {
    const { stdout } = await run('status', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      url: expect.stringMatching(/^http:/),
      deliveries: { pending: 0, sending: 0, retrying: 0, held: 0, failed_24h: 0 },
      endpoints: { failing: 0, disabled: 0 },
      mails: { waiting: 0 },
    });
  });

  it('help that was asked for is the output', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, stderr: '' });
  });

  it('tenant create and tenant reset fill a school and show their progress', async () => {
    const students = async () => {
      const headers = { authorization: `Bearer ${partner.token}` };
      const answer = await fetch(`${portal?.url}/api/apps/education/students`, { headers });
      const { total, data } = await answer.json();
      return { total, first: data[0].id };
    };
    const name = ['--name', 'مدارس النخبة'];
    const made = await run('tenant', 'create', '--org', partner.org, ...name, '--json');
    expect(JSON.parse(made.stdout)).toEqual({ tenant_id: expect.any(Number) });
    expect(made.stderr).toContain('538 of 538 records');

    const before = await students();
    const tenant = ['--tenant', String(partner.tenant_id)];
    const reset = await run('tenant', 'reset', ...tenant, '--size', 'large', '--json');
    expect(JSON.parse(reset.stdout)).toEqual({ tenant_id: partner.tenant_id });
    expect(reset.stderr).toMatch(/4000 of \d+ records/);
    const after = await students();
    expect([before.total, after.total]).toEqual([300, 20_000]);
    expect(after.first).toBeGreaterThan(before.first);
    const bad = await run('tenant', 'reset', '--tenant', '999999');
    expect(bad).toMatchObject({ code: 1, stdout: '' });
  });

  it('user create makes an account', async () => {
    const { stdout } = await run(
      'user',
      'create',
      '--email',
      'omar@example.com',
      '--name',
      'Omar Haddad',
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ email: 'omar@example.com' });
    const again = await run(
      'user',
      'create',
      '--email',
      'Omar@example.com',
      '--name',
      'Omar Haddad',
    );
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('exists already');
  });

  it('migrate may be repeated', async () => {
    expect(await run('migrate', '--json')).toMatchObject({ code: 0 });
  });

  it.each([
    [['token', 'issue', '--installation', 'ins_none'], 'There is no such installation'],
    [['token', 'issue'], '--installation is missing'],
    [['token', 'issue', '--installation', 'x', '--colour', 'red'], "Unknown option '--colour'"],
    [['teleport'], 'There is no such command'],
    [[], 'Usage:'],
  ])('portal %j is refused with the reason and exit 1', async (args, reason) => {
    const { code, stdout, stderr } = await run(...args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
