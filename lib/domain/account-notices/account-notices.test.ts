import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { tokens } from '#lib/db/schema/apps.ts';
import { accountNotices, mails } from '#lib/db/schema/entry.ts';
import {
  dismissAccountNotice,
  listAccountNotices,
} from '#lib/domain/account-notices/account-notices.ts';
import { tellExpiringTokens } from '#lib/domain/account-notices/tell-expiring-tokens.ts';
import { rotateToken } from '#lib/domain/tokens/rotate-token.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { configureMail, queuedMails } from '../../../test/support/mail-config.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';

const clock = fixedClock(new Date('2026-04-26T07:30:00Z'));
const dayMs = 86_400_000;
let database: TestDatabase;
let partner: TestPartner;
let words = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  configureMail(null);
  await database.db.delete(mails);
  await database.db.delete(accountNotices);
  await database.db.update(tokens).set({ revokedAt: clock.now() });
  partner = await makePartner(database.db, `masar${++words}`, { clock });
});

const portal = () => systemCtx(database.db, clock);
const endIn = (days: number) =>
  database.db
    .update(tokens)
    .set({ expiresAt: new Date(clock.now().getTime() + days * dayMs) })
    .where(eq(tokens.installationId, partner.installationId));
const kinds = async () =>
  (await database.db.select().from(accountNotices).orderBy(accountNotices.createdAt)).map(
    ({ details }) => details.days,
  );

it('is told 14, 3 and 1 days before, once each, by however many workers', async () => {
  await endIn(14.5);
  expect(await tellExpiringTokens(portal())).toBe(0);
  clock.advance(dayMs);
  const counts = await Promise.all([tellExpiringTokens(portal()), tellExpiringTokens(portal())]);
  expect(counts.sort()).toEqual([0, 1]);
  for (let day = 13; day > 0; day--) {
    await tellExpiringTokens(portal());
    clock.advance(dayMs);
  }
  await tellExpiringTokens(portal());
  clock.advance(dayMs);
  await tellExpiringTokens(portal());
  expect(await kinds()).toEqual([14, 3, 1]);
});

it('a token that is found late is told about once, and an ended one not at all', async () => {
  await endIn(2);
  await tellExpiringTokens(portal());
  expect(await kinds()).toEqual([3]);
  await database.db.delete(accountNotices);
  await endIn(-1);
  expect(await tellExpiringTokens(portal())).toBe(0);
});

it('is mailed to those who may act, in the same transaction, once', async () => {
  configureMail('smtp://127.0.0.1:1');
  await endIn(3);
  await Promise.all([tellExpiringTokens(portal()), tellExpiringTokens(portal())]);
  const sent = await queuedMails(database.db);
  expect(sent).toMatchObject([{ to: partner.email, subject: /ends in 3 days/ }]);
  expect(sent[0]?.text).toContain(`/dashboard/apps/${partner.appId}/tokens`);
  expect(sent[0]?.text).not.toContain(partner.token);
});

it('shows the last word of a token, and nothing once it was rotated', async () => {
  await endIn(14);
  await tellExpiringTokens(portal());
  clock.advance(11.5 * dayMs);
  await tellExpiringTokens(portal());
  const [notice, ...others] = await listAccountNotices(partner.ctx);
  expect(others).toEqual([]);
  expect(notice).toMatchObject({
    kind: 'token_expiring',
    appId: partner.appId,
    details: { days: 3, generation: 1, tenantName: `masar${words} school` },
  });
  const [token] = await database.db
    .select()
    .from(tokens)
    .where(eq(tokens.installationId, partner.installationId));
  await rotateToken(portal(), { tokenId: token?.id ?? '', graceMs: 3_600_000 });
  expect(await listAccountNotices(partner.ctx)).toEqual([]);
  expect(await tellExpiringTokens(portal())).toBe(0);
});

it('is put away by those who may change things; another organization’s does not exist', async () => {
  await endIn(1);
  await tellExpiringTokens(portal());
  const noticeId = (await listAccountNotices(partner.ctx))[0]?.id ?? '';
  const stranger = await makePartner(database.db, `madar${words}`, { clock });
  const viewer = { ...partner.ctx, actor: { ...partner.ctx.actor, role: 'viewer' as const } };
  const refusal = (code: string) => expect.objectContaining({ code });
  expect(await listAccountNotices(stranger.ctx)).toEqual([]);
  await expect(dismissAccountNotice(viewer, { noticeId })).rejects.toEqual(refusal('forbidden'));
  for (const id of [noticeId, 'ntc_x', '../x']) {
    const dismissed = dismissAccountNotice(stranger.ctx, { noticeId: id });
    await expect(dismissed).rejects.toEqual(refusal('not_found'));
  }
  await dismissAccountNotice(partner.ctx, { noticeId });
  await dismissAccountNotice(partner.ctx, { noticeId });
  expect(await listAccountNotices(partner.ctx)).toEqual([]);
});
