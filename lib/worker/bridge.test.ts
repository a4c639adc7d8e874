import { inspect } from 'node:util';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tenants } from '#lib/db/schema/apps.ts';
import { deliveries, events } from '#lib/db/schema/webhooks.ts';
import { handOverToken } from '#lib/domain/bridge/hand-over-token.ts';
import { listHandOvers } from '#lib/domain/bridge/list-hand-overs.ts';
import { getBridge, setBridge } from '#lib/domain/bridge/set-bridge.ts';
import { getDelivery } from '#lib/domain/deliveries/get-delivery.ts';
import { resendDelivery } from '#lib/domain/deliveries/resend-delivery.ts';
import { installApp } from '#lib/domain/installations/install-app.ts';
import { listEndpoints } from '#lib/domain/webhooks/list-endpoints.ts';
import type { InstallationId } from '#lib/std/ids.ts';
import { isOktaSignature } from '#lib/std/signature.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { type Receiver, startReceiver } from '../../test/support/receiver.ts';
import {
  createPartner,
  type Partner,
  setTestConfig,
  startTestWorker,
  until,
  userCtx,
} from '../../test/support/webhooks.ts';

let database: TestDatabase;
let receiver: Receiver;
let status = 200;
beforeAll(async () => {
  database = await createTestDatabase();
  // A careless receiver: it repeats what it got in its answer.
  receiver = await startReceiver(({ body }) => ({
    status,
    headers: { 'x-echo': String(JSON.parse(body.toString('utf8')).data.token) },
    body: body.toString('utf8'),
  }));
  setTestConfig([receiver.port]);
});
afterAll(async () => {
  await receiver.close();
  await database.drop();
});

async function install(partner: Partner) {
  const [tenant] = await database.db
    .insert(tenants)
    .values({ orgId: partner.orgId, name: 'مدارس النور', createdAt: new Date() })
    .returning();
  return installApp(partner.ctx, {
    appId: partner.appId,
    tenantId: tenant?.id ?? 0,
    scopes: ['education.students.read'],
  });
}

async function everyRow(): Promise<string> {
  const { rows } = await database.db.$client.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const parts: string[] = [];
  for (const { name } of rows) {
    const all = await database.db.$client.query(`select t::text as row from "${name}" t`);
    parts.push(...all.rows.map(({ row }) => row));
    // Bytes stand as hex in the text of a row.
    for (const { row } of all.rows) {
      for (const [, hex = ''] of String(row).matchAll(/\\x([0-9a-f]+)/g)) {
        parts.push(Buffer.from(hex, 'hex').toString('latin1'));
      }
    }
  }
  return parts.join('\n');
}

it('hands the token over, retries until it is acknowledged, and keeps it nowhere', async () => {
  const partner = await createPartner(database.db);
  const { ctx, appId } = partner;
  const { secret } = await setBridge(ctx, { appId, url: receiver.url });
  const logged: string[] = [];
  const worker = startTestWorker(database.db, [receiver.port], {
    log: (...line) => logged.push(inspect(line, { depth: 9 })),
  });
  status = 500;
  const { installationId, token } = await install(partner);
  await until(
    'a first attempt',
    async () => (await getBridge(ctx, { appId })).last?.status === 'retrying',
  );
  const deliveryId = (await getBridge(ctx, { appId })).last?.deliveryId ?? '';
  const handOver = async () =>
    (await listHandOvers(userCtx(database.db, partner.orgId), appId)).get(installationId);
  expect(await handOver()).toMatchObject({ deliveryId, status: 'retrying' });
  expect(await everyRow()).not.toContain(token);
  status = 204;
  await resendDelivery(ctx, { deliveryId });
  await until(
    'the acknowledgement',
    async () => (await getBridge(ctx, { appId })).last?.status === 'delivered',
  );
  await worker.stop();
  expect(await handOver()).toMatchObject({ event: 'app.token.issued', status: 'delivered' });
  const { orgId: otherOrg } = await createPartner(database.db);
  const stranger = userCtx(database.db, otherOrg);
  await expect(listHandOvers(stranger, appId)).rejects.toMatchObject({ code: 'not_found' });

  const [first] = receiver.received;
  const body = first?.body ?? Buffer.alloc(0);
  expect(JSON.parse(body.toString('utf8'))).toMatchObject({
    event: 'app.token.issued',
    data: { installation_id: installationId, token, previous_token_expires_at: null },
  });
  const timestampSeconds = Number(first?.headers['x-okta-timestamp']);
  const signature = String(first?.headers['x-okta-signature']);
  expect(isOktaSignature(signature, secret ?? '', { timestampSeconds, body })).toBe(true);

  expect(await everyRow()).not.toContain(token);
  expect(logged.join('\n')).not.toContain(token);
  const view = await getDelivery(ctx, { deliveryId });
  expect(JSON.stringify(view)).not.toContain(token);
  expect(JSON.parse(view.body).data.token).toBe('[redacted]');
  // What was acknowledged cannot be sent again: nobody has it any more.
  await expect(resendDelivery(ctx, { deliveryId })).rejects.toMatchObject({ code: 'conflict' });
});

it('says when the token before it ends, and waits while there is no bridge', async () => {
  const partner = await createPartner(database.db);
  const { ctx, appId } = partner;
  const { installationId } = await install(partner);
  const rotated = {
    installationId,
    event: 'app.token.rotated',
    token: 'okp_test_secret',
    previousTokenExpiresAt: new Date('2026-04-27T07:30:15Z'),
  } as const;
  expect(await handOverToken(ctx, rotated)).toBeNull();
  await setBridge(ctx, { appId, url: receiver.url });
  const deliveryId = (await handOverToken(ctx, rotated)) ?? '';
  const { body } = await getDelivery(ctx, { deliveryId });
  expect(JSON.parse(body).data.previous_token_expires_at).toBe('2026-04-27T10:30:15+03:00');
});

it('is no endpoint among the others, https only, and closed to viewers and other organizations', async () => {
  const partner = await createPartner(database.db);
  const { ctx, appId, orgId } = partner;
  await setBridge(ctx, { appId, url: 'https://bridge.masar.example/tokens' });
  expect(await listEndpoints(ctx, { appId })).toEqual([]);
  const open = { appId, url: 'http://bridge.masar.example/tokens' };
  await expect(setBridge(ctx, open)).rejects.toMatchObject({ code: 'validation_failed' });
  const viewer = userCtx(database.db, orgId, 'viewer');
  await expect(setBridge(viewer, { appId, url: null })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const stranger = userCtx(database.db, (await createPartner(database.db)).orgId);
  await expect(setBridge(stranger, { appId, url: null })).rejects.toMatchObject({
    code: 'not_found',
  });
  await setBridge(ctx, { appId, url: null });
  expect(await getBridge(ctx, { appId })).toMatchObject({ url: null });
});

const rowsOf = ({ appId }: Partner) =>
  database.db.select().from(deliveries).where(eq(deliveries.appId, appId)).orderBy(deliveries.id);
const statesOf = async (partner: Partner) => (await rowsOf(partner)).map(({ status }) => status);

async function rotate({ ctx }: Partner, installationId: InstallationId, token: string) {
  await handOverToken(ctx, {
    installationId,
    event: 'app.token.rotated',
    token,
    previousTokenExpiresAt: null,
  });
}

it('that was disabled is enabled by its address, and hands over the newest token that was held', async () => {
  const partner = await createPartner(database.db);
  const { ctx, appId } = partner;
  await setBridge(ctx, { appId, url: receiver.url });
  status = 410;
  const worker = startTestWorker(database.db, [receiver.port]);
  const { installationId } = await install(partner);
  await until('disabled', async () => !(await getBridge(ctx, { appId })).enabled);
  await rotate(partner, installationId, 'okp_test_older');
  await rotate(partner, installationId, 'okp_test_newest');
  expect(await statesOf(partner)).toEqual(['failed', 'held', 'held']);
  status = 204;
  await setBridge(ctx, { appId, url: receiver.url });
  await until('handed over', async () => (await statesOf(partner)).at(-1) === 'delivered');
  await worker.stop();
  expect(await statesOf(partner)).toEqual(['failed', 'held', 'delivered']);
  const sent = receiver.received.map(({ body }) => body.toString());
  expect(sent.filter((body) => body.includes('okp_test_newest'))).toHaveLength(1);
  expect(sent.filter((body) => body.includes('okp_test_older'))).toHaveLength(0);
});

it('that is removed hands over nothing more, and keeps no token', async () => {
  const partner = await createPartner(database.db);
  const { ctx, appId } = partner;
  await setBridge(ctx, { appId, url: receiver.url });
  await install(partner);
  const [waiting] = await rowsOf(partner);
  expect(waiting?.status).toBe('pending');
  await setBridge(ctx, { appId, url: null });
  expect(await rowsOf(partner)).toMatchObject([
    { status: 'failed', lastError: 'endpoint_deleted', nextAttemptAt: null },
  ]);
  const [event] = await database.db
    .select()
    .from(events)
    .where(eq(events.id, waiting?.eventId ?? ''));
  expect(event?.sealedToken).toBeNull();
  const view = await getDelivery(ctx, { deliveryId: waiting?.id ?? '' });
  expect(view).toMatchObject({ isBridge: true, endpointState: 'deleted' });
});
