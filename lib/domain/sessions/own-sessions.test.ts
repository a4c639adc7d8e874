import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditEntries } from '#lib/db/schema/identity.ts';
import {
  endOtherSessions,
  endOwnSession,
  listOwnSessions,
} from '#lib/domain/sessions/own-sessions.ts';
import { readSession } from '#lib/domain/sessions/read-session.ts';
import { startSession } from '#lib/domain/sessions/sign-in.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';

const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
let database: TestDatabase;
let partner: TestPartner;
let stranger: TestPartner;

beforeAll(async () => {
  database = await createTestDatabase();
  partner = await makePartner(database.db, 'masar', { clock });
  stranger = await makePartner(database.db, 'madar', { clock });
});
afterAll(() => database.drop());

const from = (clientAddress: string) => ({ ...systemCtx(database.db, clock), clientAddress });
const begin = (address = '192.0.2.9', agent = 'Firefox') =>
  startSession(from(address), partner.userId, agent);
const isIn = async (id: `ses_${string}`) => (await readSession(from('x'), id)) !== null;

it('lists where a person is signed in, and ends one of them at once, once', async () => {
  const { sessionId } = await begin();
  const list = await listOwnSessions(partner.ctx);
  expect(list).toHaveLength(2);
  expect(list.find(({ id }) => id === sessionId)).toMatchObject({
    clientAddress: '192.0.2.9',
    userAgent: 'Firefox',
    isCurrent: false,
  });
  expect(list.filter(({ isCurrent }) => isCurrent)).toMatchObject([
    { id: partner.ctx.actor.sessionId },
  ]);
  await endOwnSession(partner.ctx, { sessionId });
  await endOwnSession(partner.ctx, { sessionId });
  expect(await isIn(sessionId)).toBe(false);
  expect(await database.db.$count(auditEntries, eq(auditEntries.subject, sessionId))).toBe(1);
  expect(await listOwnSessions(partner.ctx)).toHaveLength(1);
});

it('ends all others and stays signed in here', async () => {
  const others = [await begin(), await begin()];
  expect(await endOtherSessions(partner.ctx)).toEqual({ ended: 2 });
  for (const { sessionId } of others) expect(await isIn(sessionId)).toBe(false);
  expect(await isIn(partner.ctx.actor.sessionId)).toBe(true);
});

it('somebody else’s sessions do not exist', async () => {
  const { sessionId } = await begin();
  for (const id of [sessionId, newId('ses'), '../x']) {
    const end = endOwnSession(stranger.ctx, { sessionId: id });
    await expect(end).rejects.toMatchObject({ code: 'not_found' });
  }
  await endOtherSessions(stranger.ctx);
  expect(await isIn(sessionId)).toBe(true);
});
