import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { consoleRequests, runningCalls } from '#lib/db/schema/console.ts';
import { memberships } from '#lib/db/schema/identity.ts';
import { startCall } from '#lib/domain/console/running-calls.ts';
import { endSession } from '#lib/domain/sessions/end-session.ts';
import { readSession } from '#lib/domain/sessions/read-session.ts';
import { sessionIdleMs, sessionMaxAgeMs, startSession } from '#lib/domain/sessions/sign-in.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import type { HttpClient } from '#lib/http/guarded-request.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId, type SessionId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../test/support/partner.ts';
import { portalUrl, settleRelays, testRelay } from '../../test/support/relay.ts';

const start = new Date('2026-04-26T07:30:00Z');
const clock = fixedClock(start);
let test: TestDatabase;
let noor: TestPartner;
let sent = 0;

const outside: HttpClient = {
  async request() {
    sent += 1;
    return {
      requestHeaders: [],
      response: { status: 200, headers: [], body: Buffer.from('ok'), truncated: false },
      failure: null,
      timings: { dnsMs: 0, connectMs: 0, tlsMs: 0, firstByteMs: 1, totalMs: 1 },
    };
  },
  close() {},
};
const { relay, problems, settled } = testRelay({
  http: outside,
  listServers: async (api) => (api === 'petstore' ? ['https://api.example'] : null),
});

beforeAll(async () => {
  test = await createTestDatabase();
  const config = parseEnv({ PORTAL_SECRET: 'a secret only for this test', PORTAL_URL: portalUrl });
  setConfig({ ...config, secret: config.secret ?? '', databaseUrl: test.url });
  noor = await makePartner(test.db, 'noor', { clock });
});
afterAll(async () => {
  await settleRelays();
  await test.drop();
});
beforeEach(() => {
  sent = 0;
});

const anonymous = () => ({ ...systemCtx(test.db, clock), clientAddress: '192.0.2.7' });
const signedIn = async (userId = noor.userId) =>
  (await startSession(anonymous(), userId, null)).sessionId;
const call = (sessionId: SessionId, path = '/x') =>
  relay(
    new Request(`${portalUrl}/api/relay`),
    { api: 'petstore', environment: 'server-1', path },
    { kind: 'session', ctx: anonymous(), sessionId },
  );
const places = () => test.db.$count(runningCalls);

describe('a session', () => {
  it('calls as its person, is kept in their history, and leaves no place behind', async () => {
    expect((await call(await signedIn(), '/mine')).status).toBe(200);
    await settled();
    const rows = await test.db.select().from(consoleRequests);
    expect(rows.find(({ path }) => path === '/mine')).toMatchObject({ userId: noor.userId });
    expect(await places()).toBe(0);
  });

  it('that has ended is worth nothing on the very next call', async () => {
    const [ended, other] = [await signedIn(), await signedIn()];
    expect((await call(ended)).status).toBe(200);
    await endSession(anonymous(), ended);
    const answers = await Promise.all([call(ended), call(other), call(newId('ses'))]);
    expect(answers.map(({ status }) => status)).toEqual([401, 200, 401]);
    expect(sent).toBe(2);
  });

  it('lives exactly as long as pages say', async () => {
    for (const ms of [0, sessionIdleMs - 1, sessionIdleMs, sessionMaxAgeMs]) {
      const sessionId = await signedIn();
      const later = () => ({
        ...anonymous(),
        clock: fixedClock(new Date(clock.now().getTime() + ms)),
      });
      const { session } = await startCall(later(), { sessionId }, 20);
      const viewer = await readSession(later(), sessionId);
      expect(session !== null, `${ms} ms`).toBe(ms < sessionIdleMs);
      expect(viewer?.user.id).toBe(session?.userId);
      expect(viewer?.authenticatedAt).toEqual(session?.authenticatedAt);
      expect(viewer?.org).toEqual(
        session ? { id: session.orgId, name: session.orgName, role: session.role } : undefined,
      );
    }
    await test.db.delete(runningCalls);
  });

  it('of somebody who works for nobody calls as a guest', async () => {
    const omar = await makePartner(test.db, 'omar', { clock });
    const session = await signedIn(omar.userId);
    expect((await call(session)).status).toBe(200);
    await test.db.delete(memberships).where(eq(memberships.userId, omar.userId));
    expect((await call(session)).status).toBe(401);
    await settled();
    expect(await places()).toBe(0);
  });
});

describe('the places of a person', () => {
  it('are dealt out one by one to calls that come together, and taken over when given back', async () => {
    const session = await signedIn();
    const ask = { sessionId: session };
    const started = await Promise.all(
      Array.from({ length: 23 }, () => startCall(anonymous(), ask, 20)),
    );
    const got = started.flatMap(({ place }) => place?.place ?? []);
    expect(got.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(started.every(({ session }) => session?.userId === noor.userId)).toBe(true);
    await test.db.delete(runningCalls);
  });

  it('that a process left behind are free when they have expired, and not before', async () => {
    const ask = { key: 'left behind' };
    for (let at = 0; at < 20; at++) await startCall(anonymous(), ask, 20);
    clock.advance(89_999);
    expect((await startCall(anonymous(), ask, 20)).place).toBeNull();
    clock.advance(1);
    expect((await startCall(anonymous(), ask, 20)).place).not.toBeNull();
    await test.db.delete(runningCalls);
  });

  it('come back also when the history cannot be written', async () => {
    const warned: unknown[] = [];
    const onWarning = (warning: unknown) => warned.push(warning);
    process.on('warning', onWarning);
    await test.db.$client.query(
      'alter table console_requests add constraint no check (false) not valid',
    );
    expect((await call(await signedIn())).status).toBe(200);
    await settled();
    expect(await places()).toBe(0);
    await test.db.$client.query('alter table console_requests drop constraint no');
    await expect.poll(() => warned.length).toBe(1);
    process.off('warning', onWarning);
    expect(problems).toEqual([]);
  });
});
