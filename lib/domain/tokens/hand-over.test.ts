import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deliveries } from '#lib/db/schema/webhooks.ts';
import { setBridge } from '#lib/domain/bridge/set-bridge.ts';
import { uninstallApp } from '#lib/domain/installations/uninstall-app.ts';
import { consent } from '#lib/domain/scopes/consent.ts';
import { createTenant } from '#lib/domain/tenants/create-tenant.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import { listTokens } from '#lib/domain/tokens/list-tokens.ts';
import { rotateToken } from '#lib/domain/tokens/rotate-token.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';
import { setTestConfig } from '../../../test/support/webhooks.ts';

const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
let database: TestDatabase;
let partner: TestPartner;
let words = 0;

beforeAll(async () => {
  setTestConfig();
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  partner = await makePartner(database.db, `rafed${++words}`, { clock });
  clock.advance(60_000);
  await setBridge(partner.ctx, {
    appId: partner.appId,
    url: 'https://bridge.rafed.example/tokens',
  });
});

const list = () => listTokens(partner.ctx, partner.appId);
const answered = (deliveryId: string) =>
  database.db
    .update(deliveries)
    .set({ status: 'delivered', finishedAt: clock.now() })
    .where(eq(deliveries.id, deliveryId));

it('each generation tells how the bridge got it, from waiting to acknowledged', async () => {
  const [token] = await list();
  expect(token?.generations[0]?.handOver).toBeNull();
  await rotateToken(partner.ctx, { tokenId: token?.id ?? '' });
  const [second, first] = (await list())[0]?.generations ?? [];
  expect(first?.handOver).toBeNull();
  expect(second?.handOver).toMatchObject({ status: 'pending', at: clock.now().toISOString() });
  clock.advance(5000);
  await answered(second?.handOver?.deliveryId ?? '');
  expect((await list())[0]?.generations[0]?.handOver).toMatchObject({
    status: 'delivered',
    at: clock.now().toISOString(),
  });
});

it('two tokens of one installation keep their hand-overs apart', async () => {
  const { installationId } = partner;
  const one = (await list())[0]?.id ?? '';
  const other = await issueToken(partner.ctx, { installationId });
  await rotateToken(partner.ctx, { tokenId: one });
  clock.advance(60_000);
  await rotateToken(partner.ctx, { tokenId: other.tokenId });
  const ids = (await list()).map(({ id, generations }) => [
    id,
    generations[0]?.handOver?.deliveryId,
  ]);
  expect(new Set(ids.map(([, deliveryId]) => deliveryId)).size).toBe(2);
  expect(ids.every(([, deliveryId]) => deliveryId)).toBe(true);
});

it('consenting to a first installation names the hand-over; to more scopes there is none', async () => {
  const { ctx, orgId, appId } = partner;
  const { tenantId } = await createTenant(ctx, { orgId, name: 'مدارس الرواد' });
  const made = await consent(ctx, { appId, tenantId, scopes: [] });
  expect(made.token).toMatch(/^okp_test_/);
  const [delivery] = await database.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.id, made.handOverId ?? ''));
  expect(delivery).toMatchObject({
    eventType: 'app.token.issued',
    installationId: made.installationId,
  });
  const again = await consent(ctx, { appId, tenantId, scopes: [] });
  expect(again).toMatchObject({ token: null, handOverId: null, added: [] });
  await uninstallApp(ctx, { installationId: made.installationId });
  expect(
    (await list()).find(({ installationId }) => installationId === made.installationId),
  ).toMatchObject({ state: 'removed' });
});
