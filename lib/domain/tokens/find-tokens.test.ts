import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tenants } from '#lib/db/schema/apps.ts';
import { installApp } from '#lib/domain/installations/install-app.ts';
import { createTenant } from '#lib/domain/tenants/create-tenant.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import { findTokens, listTokens } from '#lib/domain/tokens/list-tokens.ts';
import { revokeToken } from '#lib/domain/tokens/revoke-token.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';

let database: TestDatabase;
let partner: TestPartner;

beforeAll(async () => {
  database = await createTestDatabase();
  partner = await makePartner(database.db, 'masar');
  const { ctx, orgId, appId, installationId } = partner;
  const { tenantId } = await createTenant(ctx, { orgId, name: 'مدارس الأفق', size: 'small' });
  await installApp(ctx, { appId, tenantId, scopes: [] });
  for (let at = 0; at < 23; at++) await issueToken(ctx, { installationId });
});
afterAll(() => database.drop());

const find = (typed?: string, page?: string) =>
  findTokens(partner.ctx, partner.appId, { typed, page });

it('tokens come 20 a page, those that work first, and all are counted', async () => {
  const [newest] = await listTokens(partner.ctx, partner.appId);
  await revokeToken(partner.ctx, { tokenId: newest?.id ?? expect.unreachable('there are tokens') });
  const [first, second] = [await find(), await find('', '2')];
  expect(first).toMatchObject({ live: 24, part: { page: 1, pages: 2, isLong: true } });
  expect(first.tokens).toHaveLength(20);
  expect(second.tokens.map(({ state }) => state)).toEqual([...Array(4).fill('live'), 'ended']);
  const ids = [...first.tokens, ...second.tokens].map(({ id }) => id);
  expect(new Set(ids).size).toBe(25);
});

it('they are found by the school, by the id and by the end that a person sees', async () => {
  const horizon = await find('الأفق');
  expect(horizon.tokens.map(({ tenantName }) => tenantName)).toEqual(['مدارس الأفق']);
  expect(horizon).toMatchObject({ live: 24, part: { typed: 'الأفق', pages: 1, isLong: true } });
  const [one] = horizon.tokens;
  expect((await find(one?.id)).tokens).toEqual([one]);
  expect((await find(one?.generations[0]?.hint.slice(-4))).tokens).toContainEqual(one);
  expect((await find('nowhere')).tokens).toEqual([]);
});

it('a school’s name of markup is searched as text, and another organization’s app is not there', async () => {
  const name = '<b>Al Noor</b>';
  await database.db.update(tenants).set({ name }).where(eq(tenants.id, partner.tenantId));
  expect((await find('<B>AL')).part.pages).toBe(2);
  const stranger = await makePartner(database.db, 'stranger');
  await expect(
    findTokens(stranger.ctx, partner.appId, { typed: '', page: 1 }),
  ).rejects.toMatchObject({ code: 'not_found' });
});
