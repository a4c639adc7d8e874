import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { tokens } from '#lib/db/schema/apps.ts';
import { auditEntries, sessions } from '#lib/db/schema/identity.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { uninstallApp } from '#lib/domain/installations/uninstall-app.ts';
import { confirmPassword } from '#lib/domain/sessions/confirm-password.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import { listTokens } from '#lib/domain/tokens/list-tokens.ts';
import { revokeToken } from '#lib/domain/tokens/revoke-token.ts';
import { endOldGeneration, rotateToken } from '#lib/domain/tokens/rotate-token.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId, type TokenId } from '#lib/std/ids.ts';
import { call, openSandbox, type TestSandbox } from '../../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';

const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
const hourMs = 3_600_000;
const password = 'tram-lamp-fig-22';
let database: TestDatabase;
let sandbox: TestSandbox;
let partner: TestPartner;
let stranger: TestPartner;
let tokenId: TokenId;
let first: string;
let words = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db, clock);
  stranger = await makePartner(database.db, 'stranger', { clock });
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});
beforeEach(async () => {
  partner = await makePartner(database.db, `masar${++words}`, { clock });
  const { installationId } = partner;
  ({ tokenId, token: first } = await issueToken(partner.ctx, { installationId }));
});

const status = async (token: string) =>
  (await call(sandbox, 'GET', '/whoami', { token, headers: { 'user-agent': 'masar/2.1' } })).status;
const refusal = (code: string) => expect.objectContaining({ code });
const confirm = (ctx: UserCtx) => confirmPassword(ctx, { password });
const audited = async (action: string) =>
  database.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subject, tokenId), eq(auditEntries.action, action)));

it('keeps the id, and both generations work until the grace is over', async () => {
  const { token, generation, tokenId: id } = await rotateToken(partner.ctx, { tokenId });
  expect([id, generation]).toEqual([tokenId, 2]);
  expect([await status(first), await status(token)]).toEqual([200, 200]);
  clock.advance(24 * hourMs - 1);
  expect([await status(first), await status(token)]).toEqual([200, 200]);
  clock.advance(1);
  expect([await status(first), await status(token)]).toEqual([401, 200]);
});

it.each([
  [0, 0],
  [hourMs, hourMs],
  [168 * hourMs, 168 * hourMs],
])('ends the old one after a grace of %i ms', async (graceMs, endsAfterMs) => {
  const { token, previousExpiresAt } = await rotateToken(partner.ctx, { tokenId, graceMs });
  expect(previousExpiresAt.getTime() - clock.now().getTime()).toBe(endsAfterMs);
  if (graceMs > 0) {
    clock.advance(graceMs - 1);
    expect(await status(first)).toBe(200);
    clock.advance(1);
  }
  expect([await status(first), await status(token)]).toEqual([401, 200]);
});

it('refuses another grace, and never lets the old one live longer than it would have', async () => {
  const wrong = rotateToken(partner.ctx, { tokenId, graceMs: 5 });
  await expect(wrong).rejects.toEqual(refusal('validation_failed'));
  clock.advance(90 * 24 * hourMs - hourMs);
  await confirm(partner.ctx);
  const { previousExpiresAt } = await rotateToken(partner.ctx, { tokenId });
  expect(previousExpiresAt.getTime() - clock.now().getTime()).toBe(hourMs);
});

it('refuses a second rotation inside the window with 409, unless forced: never three live ones', async () => {
  const second = await rotateToken(partner.ctx, { tokenId });
  const again = rotateToken(partner.ctx, { tokenId });
  await expect(again).rejects.toMatchObject({ code: 'conflict', status: 409 });
  expect([await status(first), await status(second.token)]).toEqual([200, 200]);
  const third = await rotateToken(partner.ctx, { tokenId, force: true });
  const all = [await status(first), await status(second.token), await status(third.token)];
  expect(all).toEqual([401, 200, 200]);
});

it('rotates once when one page asks twice at the same time', async () => {
  const wish = { tokenId, generation: 1, graceMs: 0 };
  const asked = [rotateToken(partner.ctx, wish), rotateToken(partner.ctx, wish)];
  const answers = await Promise.allSettled(asked);
  expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
  const rejected = answers.find((answer) => answer.status === 'rejected');
  expect(rejected?.reason).toEqual(refusal('conflict'));
  expect(await audited('token.rotated')).toHaveLength(1);
  expect(await database.db.$count(tokens, eq(tokens.id, tokenId))).toBe(2);
});

it('issues once when one page asks twice with the id that it chose', async () => {
  const { installationId, ctx } = partner;
  const wish = { installationId, tokenId: newId('tok') };
  const answers = await Promise.allSettled([issueToken(ctx, wish), issueToken(ctx, wish)]);
  expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await database.db.$count(tokens, eq(tokens.id, wish.tokenId))).toBe(1);
});

it('the old generation can be ended early, once; the newest only by revoking', async () => {
  const { token } = await rotateToken(partner.ctx, { tokenId });
  await endOldGeneration(partner.ctx, { tokenId, generation: 1 });
  await endOldGeneration(partner.ctx, { tokenId, generation: 1 });
  expect([await status(first), await status(token)]).toEqual([401, 200]);
  expect(await audited('token.generation_ended')).toHaveLength(1);
  const newest = endOldGeneration(partner.ctx, { tokenId, generation: 2 });
  await expect(newest).rejects.toEqual(refusal('conflict'));
  const absent = endOldGeneration(partner.ctx, { tokenId, generation: 9 });
  await expect(absent).rejects.toEqual(refusal('not_found'));
});

it('revoking ends both generations at once, and what has ended is rotated no more', async () => {
  const { token } = await rotateToken(partner.ctx, { tokenId });
  await revokeToken(partner.ctx, { tokenId });
  expect([await status(first), await status(token)]).toEqual([401, 401]);
  const late = rotateToken(partner.ctx, { tokenId, force: true });
  await expect(late).rejects.toEqual(refusal('conflict'));
});

it('shows the last use of each generation: time, address, agent, operation, and never the token', async () => {
  const { token } = await rotateToken(partner.ctx, { tokenId });
  await status(first);
  await status(token);
  await expect
    .poll(async () => {
      const rows = await listTokens(partner.ctx, partner.appId);
      return rows.find(({ id }) => id === tokenId)?.generations.every(({ lastUse }) => lastUse);
    })
    .toBe(true);
  const shown = await listTokens(partner.ctx, partner.appId);
  const use = { address: '203.0.113.7', agent: 'masar/2.1', operation: 'whoami' };
  expect(shown.find(({ id }) => id === tokenId)?.generations).toMatchObject([
    { generation: 2, state: 'live', hint: `okp_test_…${token.slice(-4)}`, lastUse: use },
    { generation: 1, state: 'ending', hint: `okp_test_…${first.slice(-4)}`, lastUse: use },
  ]);
  for (const secret of [first, token]) expect(JSON.stringify(shown)).not.toContain(secret);
  expect(JSON.stringify(await audited('token.rotated'))).not.toContain(token);
});

it('asks for the password when the last one is older than ten minutes', async () => {
  const { installationId } = partner;
  clock.advance(10 * 60_000 + 1);
  const acts = [
    () => issueToken(partner.ctx, { installationId }),
    () => rotateToken(partner.ctx, { tokenId }),
    () => endOldGeneration(partner.ctx, { tokenId, generation: 1 }),
    () => revokeToken(partner.ctx, { tokenId }),
  ];
  for (const act of acts) await expect(act()).rejects.toEqual(refusal('confirmation_required'));
  await expect(confirmPassword(partner.ctx, { password: 'not-the-password' })).rejects.toEqual(
    refusal('validation_failed'),
  );
  await expect(rotateToken(partner.ctx, { tokenId })).rejects.toEqual(
    refusal('confirmation_required'),
  );
  await confirm(partner.ctx);
  await expect(rotateToken(partner.ctx, { tokenId })).resolves.toMatchObject({ generation: 2 });
});

it('slows down who guesses the password of an open browser, and an ended session confirms nothing', async () => {
  clock.advance(60_000);
  const guess = () =>
    confirmPassword(partner.ctx, { password: 'guess' }, async () => undefined).catch((e) => e.code);
  const codes = [];
  for (let i = 0; i < 21; i++) codes.push(await guess());
  expect(codes.at(-2)).toBe('validation_failed');
  expect(codes.at(-1)).toBe('rate_limited');
  clock.advance(60_000);
  const { sessionId } = partner.ctx.actor;
  await database.db
    .update(sessions)
    .set({ endedAt: clock.now() })
    .where(eq(sessions.id, sessionId));
  await expect(confirm(partner.ctx)).rejects.toEqual(refusal('not_signed_in'));
  const late = rotateToken(partner.ctx, { tokenId });
  await expect(late).rejects.toEqual(refusal('confirmation_required'));
});

it('another organization’s tokens do not exist, viewers may not, and removed installations are gone', async () => {
  const { installationId, appId } = partner;
  const viewer = { ...partner.ctx, actor: { ...partner.ctx.actor, role: 'viewer' as const } };
  for (const [ctx, code] of [
    [stranger.ctx, 'not_found'],
    [viewer, 'forbidden'],
  ] as const) {
    await expect(rotateToken(ctx, { tokenId })).rejects.toEqual(refusal(code));
    const end = endOldGeneration(ctx, { tokenId, generation: 1 });
    await expect(end).rejects.toEqual(refusal(code));
    await expect(revokeToken(ctx, { tokenId })).rejects.toEqual(refusal(code));
    await expect(issueToken(ctx, { installationId })).rejects.toEqual(refusal(code));
  }
  await expect(listTokens(stranger.ctx, appId)).rejects.toEqual(refusal('not_found'));
  await expect(rotateToken(partner.ctx, { tokenId: 'tok_x' })).rejects.toEqual(
    refusal('not_found'),
  );
  await uninstallApp(partner.ctx, { installationId });
  await expect(rotateToken(partner.ctx, { tokenId })).rejects.toEqual(refusal('not_found'));
  const shown = await listTokens(partner.ctx, appId);
  expect(new Set(shown.map(({ state }) => state))).toEqual(new Set(['removed']));
});
