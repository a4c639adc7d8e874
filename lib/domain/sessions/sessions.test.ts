import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { memberships, organizations, sessions } from '#lib/db/schema/identity.ts';
import { endSession } from '#lib/domain/sessions/end-session.ts';
import { actorOf, readSession } from '#lib/domain/sessions/read-session.ts';
import { signIn } from '#lib/domain/sessions/sign-in.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId, type UserId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';

const clock = fixedClock(new Date('2026-04-26T07:30:00Z'));
const email = 'noura@almanar.example';
const password = 'tram-lamp-fig-22';
let test: TestDatabase;
let userId: UserId;

beforeAll(async () => {
  test = await createTestDatabase();
  ({ userId } = await createUser(systemCtx(test.db, clock), { email, password, name: 'Noura' }));
});
afterAll(() => test.drop());

const from = (clientAddress: string) => ({ ...systemCtx(test.db, clock), clientAddress });
const noWait = async (_ms: number) => undefined;
const attempt = (address: string, text: string, who = email, pause = noWait) =>
  signIn(from(address), { email: who, password: text, userAgent: 'Firefox' }, pause);

it('begins a session with the right password, whatever the case of the address', async () => {
  const result = await attempt('192.0.2.1', password, 'Noura@Almanar.Example');
  expect(result.userId).toBe(userId);
  expect(await readSession(from('192.0.2.1'), result.sessionId)).toMatchObject({
    user: { email, name: 'Noura', isReviewer: false },
    org: null,
  });
});

it('answers a wrong password and an unknown account alike', async () => {
  const wrong = await attempt('192.0.2.2', 'wrong-password-1').catch((e) => e);
  const unknown = await attempt('192.0.2.3', password, 'nobody@x.example').catch((e) => e);
  const empty = await attempt('192.0.2.3', '').catch((e) => e);
  for (const error of [unknown, empty]) {
    expect({ code: error.code, message: error.message }).toEqual({
      code: wrong.code,
      message: wrong.message,
    });
  }
  expect(wrong.code).toBe('sign_in_failed');
});

it('lets repeated tries wait longer, refuses an address that goes on, and lets it back a minute later', async () => {
  clock.advance(60_000);
  const pause = vi.fn(noWait);
  for (let i = 0; i < 20; i++) {
    await expect(attempt('192.0.2.9', `wrong-password-${i}`, email, pause)).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
  }
  expect(pause.mock.calls.map(([ms]) => ms).slice(0, 3)).toEqual([500, 1000, 1500]);
  expect(Math.max(...pause.mock.calls.map(([ms]) => ms))).toBe(5000);
  await expect(attempt('192.0.2.9', password)).rejects.toMatchObject({
    code: 'rate_limited',
    details: { retryAfterSeconds: 60 },
  });
  clock.advance(60_000);
  await expect(attempt('192.0.2.9', password)).resolves.toMatchObject({ userId });
});

it('does not lock the owner out while strangers guess from elsewhere', async () => {
  clock.advance(60_000);
  for (let i = 0; i < 30; i++) {
    await attempt(`198.51.100.${i}`, `wrong-password-${i}`).catch(() => undefined);
  }
  const pause = vi.fn(noWait);
  await expect(attempt('192.0.2.1', password, email, pause)).resolves.toMatchObject({ userId });
  expect(pause).toHaveBeenCalledExactlyOnceWith(5000);
});

it('does not count what succeeded', async () => {
  clock.advance(60_000);
  const pause = vi.fn(noWait);
  for (let i = 0; i < 8; i++) await attempt('192.0.2.20', password, email, pause);
  expect(pause).not.toHaveBeenCalled();
});

it('knows an ended, an expired, an idle and an invented session no more', async () => {
  clock.advance(60_000);
  const ended = await attempt('192.0.2.1', password);
  await endSession(from('192.0.2.1'), ended.sessionId);
  expect(await readSession(from('192.0.2.1'), ended.sessionId)).toBeNull();
  expect(await readSession(from('192.0.2.1'), newId('ses'))).toBeNull();

  const idle = await attempt('192.0.2.1', password);
  const used = await attempt('192.0.2.1', password);
  const sixDays = 6 * 24 * 3600_000;
  clock.advance(sixDays);
  expect(await readSession(from('192.0.2.1'), used.sessionId)).not.toBeNull();
  clock.advance(sixDays);
  expect(await readSession(from('192.0.2.1'), idle.sessionId)).toBeNull();
  expect(await readSession(from('192.0.2.1'), used.sessionId)).not.toBeNull();
  for (let days = 12; days < 30; days += 6) {
    clock.advance(sixDays);
    await readSession(from('192.0.2.1'), used.sessionId);
  }
  expect(await readSession(from('192.0.2.1'), used.sessionId)).toBeNull();
});

it('acts in the organization that was joined first, with the role held there', async () => {
  const [first, second] = [newId('org'), newId('org')];
  const early = new Date('2026-01-01T00:00:00Z');
  const late = new Date('2026-02-01T00:00:00Z');
  await test.db.insert(organizations).values([
    { id: second, name: 'Second', createdAt: late },
    { id: first, name: 'First', createdAt: early },
  ]);
  await test.db.insert(memberships).values([
    { orgId: second, userId, role: 'owner', createdAt: late },
    { orgId: first, userId, role: 'viewer', createdAt: early },
  ]);
  const { sessionId } = await attempt('192.0.2.1', password);
  const viewer = await readSession(from('192.0.2.1'), sessionId);
  expect(viewer && actorOf(viewer)).toEqual({
    type: 'user',
    userId,
    sessionId,
    orgId: first,
    role: 'viewer',
  });
});

it('keeps from where and with what a session began', async () => {
  const { sessionId } = await attempt('192.0.2.77', password);
  const rows = await test.db.select().from(sessions);
  expect(rows.find((row) => row.id === sessionId)).toMatchObject({
    clientAddress: '192.0.2.77',
    userAgent: 'Firefox',
    endedAt: null,
  });
});
