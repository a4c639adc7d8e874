import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installations, tokens } from '#lib/db/schema/apps.ts';
import { makeToken } from '#lib/domain/tokens/format.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import { fixedClock } from '#lib/std/clock.ts';
import {
  call,
  createSchool,
  openSandbox,
  type School,
  type TestSandbox,
} from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

let database: TestDatabase;
let sandbox: TestSandbox;
let other: TestSandbox;
let school: School;
const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));

beforeAll(async () => {
  database = await createTestDatabase();
  // Two sandboxes over one database stand for two processes.
  sandbox = openSandbox(database.db, clock);
  other = openSandbox(database.db, clock);
  school = await createSchool(database.db, { clock });
});
afterAll(async () => {
  await sandbox.close();
  await other.close();
  expect([...sandbox.errors, ...other.errors]).toEqual([]);
  await database.drop();
});

const refused = {
  message: 'A valid installation token is required: Authorization: Bearer <installation_token>.',
  error: 'unauthenticated',
};

describe('401, the same answer for', () => {
  const cases: Record<string, () => Record<string, string>> = {
    'no token': () => ({}),
    'an empty token': () => ({ authorization: 'Bearer ' }),
    'another scheme': () => ({ authorization: `Basic ${school.token}` }),
    'a token without a scheme': () => ({ authorization: school.token }),
    'a wrong checksum': () => ({ authorization: `Bearer ${school.token.slice(0, -1)}~` }),
    'a live token': () => ({
      authorization: `Bearer ${school.token.replace('okp_test_', 'okp_live_')}`,
    }),
    'an unknown token': () => ({ authorization: `Bearer ${makeToken()}` }),
    'two tokens': () => ({ authorization: `Bearer ${school.token}, Bearer ${school.token}` }),
    'a very long one': () => ({ authorization: `Bearer ${'a'.repeat(8000)}` }),
  };
  for (const [name, headers] of Object.entries(cases)) {
    it(name, async () => {
      const answer = await call(sandbox, 'GET', '/whoami', { headers: headers() });
      expect(answer.status).toBe(401);
      expect(answer.json).toEqual(refused);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    });
  }

  it('an expired token', async () => {
    const { token } = await issueToken(school.ctx, {
      installationId: school.installationId,
      livesMs: 60_000,
    });
    expect((await call(sandbox, 'GET', '/whoami', { token })).status).toBe(200);
    clock.advance(60_000);
    expect((await call(sandbox, 'GET', '/whoami', { token })).json).toEqual(refused);
  });

  it('a revoked token, on the very next request of every process', async () => {
    const { token, tokenId } = await issueToken(school.ctx, {
      installationId: school.installationId,
    });
    for (const each of [sandbox, other]) {
      expect((await call(each, 'GET', '/whoami', { token })).status).toBe(200);
    }
    await database.db.update(tokens).set({ revokedAt: clock.now() }).where(eq(tokens.id, tokenId));
    for (const each of [sandbox, other]) {
      expect((await call(each, 'GET', '/whoami', { token })).json).toEqual(refused);
    }
  });

  it('a token of an app that was uninstalled', async () => {
    const gone = await createSchool(database.db, { clock });
    await database.db
      .update(installations)
      .set({ uninstalledAt: clock.now() })
      .where(eq(installations.id, gone.installationId));
    expect((await call(sandbox, 'GET', '/whoami', { token: gone.token })).json).toEqual(refused);
  });
});

it('refuses a wrong checksum without a database query', async () => {
  const pool = { ...database.db.$client, query: () => Promise.reject(new Error('asked')) };
  const blind = openSandbox(Object.assign(Object.create(database.db), { $client: pool }), clock);
  const token = `${school.token.slice(0, -6)}000000`;
  for (let i = 0; i < 50; i++) {
    expect((await call(blind, 'GET', '/whoami', { token })).status).toBe(401);
  }
  expect(blind.errors).toEqual([]);
});

it('takes the scheme in any case', async () => {
  const headers = { authorization: `bearer ${school.token}` };
  expect((await call(sandbox, 'GET', '/whoami', { headers })).status).toBe(200);
});

it('answers whoami bare, with the scopes sorted, and needs none', async () => {
  const none = await createSchool(database.db, { clock, scopes: [] });
  expect((await call(sandbox, 'GET', '/whoami', { token: none.token })).json.scopes).toEqual([]);
  const { json } = await call(sandbox, 'GET', '/whoami', { token: school.token });
  expect(json.tenant_id).toBe(school.tenantId);
  expect(json.scopes).toEqual([...(json.scopes as string[])].sort());
  expect(json.scopes).toHaveLength(14);
});

it('gives a token for some scopes no more than those, and never more than the tenant granted', async () => {
  const some = await createSchool(database.db, {
    clock,
    scopes: ['education.students.read', 'education.grades.read'],
  });
  const { token } = await issueToken(some.ctx, {
    installationId: some.installationId,
    scopes: ['education.students.read'],
  });
  expect((await call(sandbox, 'GET', '/whoami', { token })).json.scopes).toEqual([
    'education.students.read',
  ]);
  await expect(
    issueToken(some.ctx, {
      installationId: some.installationId,
      scopes: ['education.students.write'],
    }),
  ).rejects.toMatchObject({ code: 'validation_failed' });
  await database.db
    .update(installations)
    .set({ scopes: ['education.grades.read'] })
    .where(eq(installations.id, some.installationId));
  expect((await call(sandbox, 'GET', '/whoami', { token })).json.scopes).toEqual([]);
});

it('keeps no token anywhere, only its hash, and when, whence and for what it was last used', async () => {
  await call(sandbox, 'GET', '/whoami', {
    token: school.token,
    address: '198.51.100.4',
    headers: { 'user-agent': 'bridge/2.1' },
  });
  await sandbox.close();
  const rows = await database.db
    .select()
    .from(tokens)
    .where(eq(tokens.installationId, school.installationId));
  expect(JSON.stringify(rows)).not.toContain(school.token);
  expect(rows.map((row) => row.lastUsedOperation)).toContain('whoami');
  expect(rows.map((row) => row.lastUsedFrom)).toContain('198.51.100.4');
  expect(rows.map((row) => row.lastUsedAgent)).toContain('bridge/2.1');
  const dump = await database.db.execute(`select string_agg(l::text, '') as t from request_logs l`);
  expect(JSON.stringify(dump.rows)).not.toContain(school.token.slice(9, 40));
});
