import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { oktaAccessTokens, oktaApiTokens, oktaOrgs } from '#lib/db/schema/okta.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { listOktaTokens, readOktaOrg } from '#lib/domain/okta/orgs/read-org.ts';
import { mostOrigins } from '#lib/domain/okta/orgs/schemas.ts';
import { issueOktaBearer, issueOktaToken, revokeOktaToken } from '#lib/domain/okta/orgs/tokens.ts';
import { addTrustedOrigin, removeTrustedOrigin } from '#lib/domain/okta/orgs/trusted-origins.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newOktaId } from '#lib/std/okta-ids.ts';
import { baseUrl, call, openOkta, type TestSandbox } from '../../../../test/okta/okta-sandbox.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../../test/support/partner.ts';

const minuteMs = 60_000;
const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
let database: TestDatabase;
let sandbox: TestSandbox;
let partner: TestPartner;
let stranger: TestPartner;
let words = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openOkta(database.db, clock);
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});
beforeEach(async () => {
  partner = await makePartner(database.db, `rafed${++words}`, { clock });
  stranger = await makePartner(database.db, `hikma${words}`, { clock });
});

const refusal = (code: string) => expect.objectContaining({ code });
const viewer = (): UserCtx => ({ ...partner.ctx, actor: { ...partner.ctx.actor, role: 'viewer' } });
const audits = async () => {
  const rows = await database.db
    .select({ action: auditEntries.action, details: auditEntries.details })
    .from(auditEntries)
    .where(eq(auditEntries.orgId, partner.orgId));
  return rows.filter(({ action }) => action.startsWith('okta_'));
};
const statusWith = async (authorization: string) =>
  (await call(sandbox, 'GET', '/api/v1/apps', { token: null, headers: { authorization } })).status;

it('reading makes no org; the first token does', async () => {
  expect(await readOktaOrg(viewer())).toMatchObject({ tokens: [], origins: [], calls: [] });
  const mine = eq(oktaOrgs.orgId, partner.orgId);
  expect(await database.db.$count(oktaOrgs, mine)).toBe(0);
  await issueOktaToken(partner.ctx, { orgId: partner.orgId, name: 'Nightly import' });
  expect(await database.db.$count(oktaOrgs, mine)).toBe(1);
});

it('shows both kinds of token without themselves, and what became of each', async () => {
  const { ctx, orgId } = partner;
  const api = await issueOktaToken(ctx, { orgId, name: '<b>Nightly</b> import' });
  clock.advance(1000);
  const access = await issueOktaBearer(ctx, {
    orgId,
    scopes: ['okta.users.read', 'okta.apps.read', 'okta.users.read'],
    livesMs: 3_600_000,
  });
  await issueOktaBearer(ctx, { orgId, scopes: ['okta.apps.read'], kind: 'console' });
  expect(await statusWith(`SSWS ${api.token}`)).toBe(200);
  expect(await statusWith(`Bearer ${access.token}`)).toBe(200);
  const listed = await listOktaTokens(viewer(), { orgId });
  expect(listed).toMatchObject([
    {
      kind: 'access',
      lastFour: access.token.slice(-4),
      scopes: ['okta.apps.read', 'okta.users.read'],
      state: 'live',
    },
    {
      kind: 'api',
      name: '<b>Nightly</b> import',
      lastFour: api.token.slice(-4),
      owner: { name: 'Layla Al-Qahtani', readsOnly: false },
      state: 'live',
    },
  ]);
  for (const text of [api.token, access.token]) expect(JSON.stringify(listed)).not.toContain(text);
  clock.advance(3_600_000);
  expect((await listOktaTokens(ctx, { orgId }))[0]?.state).toBe('expired');
  await expect(listOktaTokens(stranger.ctx, { orgId })).rejects.toEqual(refusal('not_found'));
  const calls = async () => (await readOktaOrg(ctx)).calls.length;
  await expect.poll(calls).toBe(2);
  expect((await readOktaOrg(stranger.ctx)).calls).toEqual([]);
});

it('revoking holds with the next request, once, for both kinds', async () => {
  const { ctx, orgId } = partner;
  const api = await issueOktaToken(ctx, { orgId, name: 'short' });
  const access = await issueOktaBearer(ctx, { orgId, scopes: ['okta.apps.read'] });
  for (const [tokenId, header] of [
    [api.tokenId, `SSWS ${api.token}`],
    [access.tokenId, `Bearer ${access.token}`],
  ] as const) {
    expect(await statusWith(header)).toBe(200);
    const foreign = revokeOktaToken(stranger.ctx, { orgId: stranger.orgId, tokenId });
    await expect(foreign).rejects.toEqual(refusal('not_found'));
    await Promise.all([1, 2].map(() => revokeOktaToken(ctx, { orgId, tokenId })));
    expect(await statusWith(header)).toBe(401);
  }
  const revoked = (await audits()).filter(({ action }) => action === 'okta_token.revoked');
  expect(revoked).toHaveLength(2);
});

it('a wish that comes twice makes one token', async () => {
  const { ctx, orgId } = partner;
  const wishes = [1, 2].map(() => ({ orgId, tokenId: newOktaId('apiToken'), name: 'twice' }));
  const [first] = wishes;
  const answers = await Promise.allSettled(
    wishes.map((wish) => issueOktaToken(ctx, { ...wish, tokenId: first?.tokenId })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const tokenId = newOktaId('accessToken');
  const wish = { orgId, tokenId, scopes: ['okta.apps.read' as const] };
  await issueOktaBearer(ctx, wish);
  await expect(issueOktaBearer(ctx, wish)).rejects.toEqual(refusal('conflict'));
  const mine = (table: typeof oktaApiTokens | typeof oktaAccessTokens, id: string) =>
    database.db.$count(table, eq(table.id, id));
  expect(await mine(oktaApiTokens, first?.tokenId ?? '')).toBe(1);
  expect(await mine(oktaAccessTokens, tokenId)).toBe(1);
  expect((await audits()).map(({ action }) => action).sort()).toEqual([
    'okta_bearer.issued',
    'okta_token.issued',
  ]);
});

it('making and revoking want the password within ten minutes', async () => {
  const { ctx, orgId } = partner;
  const made = await issueOktaToken(ctx, { orgId, name: 'before' });
  clock.advance(10 * minuteMs + 1);
  const wanted = refusal('confirmation_required');
  await expect(issueOktaToken(ctx, { orgId, name: 'x' })).rejects.toEqual(wanted);
  const bearer = issueOktaBearer(ctx, { orgId, scopes: ['okta.apps.read'] });
  await expect(bearer).rejects.toEqual(wanted);
  const revoke = revokeOktaToken(ctx, { orgId, tokenId: made.tokenId });
  await expect(revoke).rejects.toEqual(wanted);
});

it('viewers only read', async () => {
  const { orgId } = partner;
  const { tokenId } = await issueOktaToken(partner.ctx, { orgId, name: 'mine' });
  const origin = 'https://app.example.com';
  for (const act of [
    () => issueOktaToken(viewer(), { orgId, name: 'x' }),
    () => issueOktaBearer(viewer(), { orgId, scopes: ['okta.apps.read'] }),
    () => revokeOktaToken(viewer(), { orgId, tokenId }),
    () => addTrustedOrigin(viewer(), { orgId, origin }),
    () => removeTrustedOrigin(viewer(), { orgId, origin }),
  ]) {
    await expect(act()).rejects.toEqual(refusal('forbidden'));
  }
});

it('origins are added and removed once, and only so many', async () => {
  const { ctx, orgId } = partner;
  const origin = 'https://app.noor.example:8443';
  await Promise.all([1, 2].map(() => addTrustedOrigin(ctx, { orgId, origin })));
  const { token } = await issueOktaToken(ctx, { orgId, name: 'cors' });
  const allowed = async () =>
    (await call(sandbox, 'GET', '/api/v1/apps', { token, headers: { origin } })).headers.get(
      'access-control-allow-origin',
    );
  expect(await allowed()).toBe(origin);
  // A fresh org trusts the portal itself.
  const trusted = async () => (await readOktaOrg(ctx)).origins.map((one) => one.origin);
  expect(await trusted()).toEqual([baseUrl, origin]);
  await Promise.all([1, 2].map(() => removeTrustedOrigin(ctx, { orgId, origin })));
  expect(await allowed()).toBeNull();
  const kept = (await audits()).filter(({ action }) => action.startsWith('okta_origin'));
  expect(kept.map(({ action }) => action).sort()).toEqual([
    'okta_origin.removed',
    'okta_origin.trusted',
  ]);
  for (let i = 0; i < mostOrigins - 1; i++) {
    await addTrustedOrigin(ctx, { orgId, origin: `https://a${i}.example` });
  }
  const more = addTrustedOrigin(ctx, { orgId, origin });
  await expect(more).rejects.toEqual(refusal('conflict'));
});
