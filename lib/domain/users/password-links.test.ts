import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { mails } from '#lib/db/schema/entry.ts';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { networkOf } from '#lib/domain/sessions/count-tries.ts';
import { readSession } from '#lib/domain/sessions/read-session.ts';
import { signIn, startSession } from '#lib/domain/sessions/sign-in.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { changePassword } from '#lib/domain/users/change-password.ts';
import { forgotPassword } from '#lib/domain/users/forgot-password.ts';
import {
  readPasswordLink,
  redeemPasswordLink,
  resetLivesMs,
} from '#lib/domain/users/password-links.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { configureMail, queuedMails, secretIn } from '../../../test/support/mail-config.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';

const clock = fixedClock(new Date('2026-04-26T07:30:00Z'));
const oldPassword = 'tram-lamp-fig-22';
const newPassword = 'moss-violin-84-dune';
let database: TestDatabase;
let partner: TestPartner;
let words = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  configureMail('smtp://127.0.0.1:1');
  clock.advance(3_600_000);
  await database.db.delete(mails);
  partner = await makePartner(database.db, `masar${++words}`, { clock });
});

const portal = () => ({ ...systemCtx(database.db, clock), clientAddress: '203.0.113.4' });
const noWait = async () => undefined;
const refusal = (code: string) => expect.objectContaining({ code });
const forgot = (email = partner.email, pause: () => Promise<unknown> = noWait) =>
  forgotPassword(portal(), { email }, pause);
const linkSecret = async () =>
  secretIn((await queuedMails(database.db)).at(-1), '/signin/password');
const enter = (password: string) =>
  signIn(portal(), { email: partner.email, password, userAgent: null }, noWait);

it('a reset works once, ends every session, and is in the trail', async () => {
  const { sessionId } = await startSession(portal(), partner.userId, null);
  await forgot(partner.email.toUpperCase());
  const secret = await linkSecret();
  const uses = await Promise.allSettled([
    redeemPasswordLink(portal(), { secret, password: newPassword }),
    redeemPasswordLink(portal(), { secret, password: newPassword }),
  ]);
  expect(uses.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await readSession(portal(), sessionId)).toBeNull();
  await expect(enter(oldPassword)).rejects.toEqual(refusal('sign_in_failed'));
  await expect(enter(newPassword)).resolves.toMatchObject({ userId: partner.userId });
  const entries = await database.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, partner.userId));
  expect(entries.map(({ action, orgId }) => [action, orgId])).toEqual([
    ['password.reset_asked', partner.orgId],
    ['password.reset', partner.orgId],
  ]);
});

it('a link ends after an hour, and with the next one that is asked for', async () => {
  await forgot();
  const first = await linkSecret();
  clock.advance(1000);
  await forgot();
  const second = await linkSecret();
  await expect(readPasswordLink(portal(), first)).rejects.toEqual(refusal('not_found'));
  await expect(readPasswordLink(portal(), second)).resolves.toMatchObject({ email: partner.email });
  clock.advance(resetLivesMs);
  const late = redeemPasswordLink(portal(), { secret: second, password: newPassword });
  await expect(late).rejects.toEqual(refusal('not_found'));
});

it('answers the same for an account and for none, after the same time at least', async () => {
  const pause = vi.fn(noWait);
  expect(await forgot(partner.email, pause)).toBeUndefined();
  expect(await forgot('nobody@masar.example', pause)).toBeUndefined();
  expect(pause.mock.calls).toEqual([[400], [400]]);
  expect(await database.db.$count(mails)).toBe(1);
  await expect(forgot('no address')).rejects.toEqual(refusal('validation_failed'));
});

it('fills no mailbox, and lets no network ask on and on', async () => {
  for (let i = 0; i < 6; i++) await forgot();
  expect(await database.db.$count(mails)).toBe(3);
  for (let i = 0; i < 14; i++) await forgot('nobody@masar.example');
  await expect(forgot()).rejects.toEqual(refusal('rate_limited'));
});

it('a weak password leaves the link good', async () => {
  await forgot();
  const secret = await linkSecret();
  for (const weak of ['short', 'Layla-2026-moss', 'password1234!']) {
    const refused = redeemPasswordLink(portal(), { secret, password: weak });
    await expect(refused).rejects.toMatchObject({ details: { errors: { password: [/./] } } });
  }
  await expect(
    redeemPasswordLink(portal(), { secret, password: newPassword }),
  ).resolves.toBeTruthy();
});

it('changing the password asks for the old one, ends the other sessions and keeps this one', async () => {
  const { sessionId } = await startSession(portal(), partner.userId, null);
  const change = (current: string, password: string) =>
    changePassword(partner.ctx, { current, password }, noWait);
  await expect(change('not-the-password', newPassword)).rejects.toMatchObject({
    details: { errors: { current: [/not your password/] } },
  });
  await expect(change(oldPassword, oldPassword)).rejects.toMatchObject({
    details: { errors: { password: [/that you have/] } },
  });
  expect(await change(oldPassword, newPassword)).toEqual({ sessionsEnded: 1 });
  expect(await readSession(portal(), sessionId)).toBeNull();
  expect(await readSession(portal(), partner.ctx.actor.sessionId)).not.toBeNull();
  await expect(enter(newPassword)).resolves.toBeTruthy();
});

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:0:7:aaaa::1', '2001:db8:0:7'],
  ['2001:DB8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  [null, 'unknown'],
])('%s counts as the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
