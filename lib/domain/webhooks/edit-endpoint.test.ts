import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditEntries } from '#lib/db/schema/identity.ts';
import {
  binRequests,
  deliveries,
  deliveryAttempts,
  webhookEndpoints,
} from '#lib/db/schema/webhooks.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type Receiver, startReceiver } from '../../../test/support/receiver.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  type Partner,
  setTestConfig,
  startTestWorker,
  until,
  userCtx,
} from '../../../test/support/webhooks.ts';
import { createBin } from '../bins/create-bin.ts';
import { receiveAtBin } from '../bins/receive.ts';
import { createEndpoint } from './create-endpoint.ts';
import { getEndpoint } from './list-endpoints.ts';
import { sendPing } from './send-ping.ts';
import { updateEndpoint } from './update-endpoint.ts';

let database: TestDatabase;
let partner: Partner;
let receiver: Receiver;
const credential = 'Bearer 7Qm2rT5vX1cZ7kLpB4wN';
beforeAll(async () => {
  database = await createTestDatabase();
  // A receiver that repeats what it was sent is a careless one, not a rare one.
  receiver = await startReceiver(({ headers }) => ({
    status: 200,
    headers: { 'x-echo': String(headers.authorization) },
    body: JSON.stringify({ headers, bare: headers.authorization?.replace('Bearer ', '') }),
  }));
  setTestConfig([receiver.port]);
  partner = await createPartner(database.db);
});
afterAll(async () => {
  await receiver.close();
  await database.drop();
});

const rowOf = async (id: string) =>
  (await database.db.select().from(webhookEndpoints)).find((row) => row.id === id);

it('everything but the secret is edited, and audited without values of headers', async () => {
  const { ctx, appId, orgId } = partner;
  const { endpointId } = await addEndpoint(partner, receiver.url);
  await updateEndpoint(ctx, {
    endpointId,
    url: `${receiver.url}/next`,
    description: 'ورشة الفواتير',
    events: ['ping'],
    customHeaders: { 'X-Team': 'blue', Authorization: credential },
    ratePerSecond: 7,
    environment: 'production',
    enabled: false,
  });
  expect(await getEndpoint(ctx, { appId, endpointId })).toMatchObject({
    url: `${receiver.url}/next`,
    description: 'ورشة الفواتير',
    events: ['ping'],
    ratePerSecond: 7,
    environment: 'production',
    enabled: false,
    disabledReason: 'user',
    customHeaders: [
      { name: 'Authorization', value: null },
      { name: 'X-Team', value: 'blue' },
    ],
  });
  const audit = await database.db.select().from(auditEntries).where(eq(auditEntries.orgId, orgId));
  const actions = audit.filter(({ subject }) => subject === endpointId).map(({ action }) => action);
  expect(actions).toContain('webhook_endpoint.updated');
  expect(actions).toContain('webhook_endpoint.disabled');
  expect(JSON.stringify(audit)).not.toContain(credential);
  await expect(
    updateEndpoint(userCtx(database.db, orgId, 'viewer'), { endpointId, description: 'x' }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

it('a secret header is sent as it is, and stands in no row, not even when the receiver repeats it', async () => {
  const { ctx } = partner;
  const { endpointId, secret } = await createEndpoint(ctx, {
    appId: partner.appId,
    url: `${receiver.url}/guarded`,
    events: ['education.students.created'],
    customHeaders: { Authorization: credential, 'X-Team': 'blue' },
  });
  await updateEndpoint(ctx, {
    endpointId,
    customHeaders: { 'X-Team': 'red', authorization: null },
  });
  const worker = startTestWorker(database.db, [receiver.port]);
  await emitStudents(partner, 1);
  const sent = () => receiver.received.find(({ url }) => url === '/guarded');
  await until('an attempt', () => sent() !== undefined);
  await worker.stop();
  expect(sent()?.headers).toMatchObject({ authorization: credential, 'x-team': 'red' });
  const rows = JSON.stringify([
    await database.db.select().from(webhookEndpoints),
    (await database.db.select().from(deliveryAttempts)).map((row) => [
      row,
      row.responseBody?.toString(),
    ]),
  ]);
  expect(rows).toContain('[redacted]');
  expect(rows).toContain('"red"');
  for (const text of [credential, credential.slice(7), secret]) expect(rows).not.toContain(text);
});

it('a bin keeps no credential of its sender, and the signature as it came', async () => {
  const { db } = database;
  const { key } = await createBin(partner.ctx, { appId: partner.appId });
  const signature = 'a3f5'.repeat(16);
  await receiveAtBin(
    { db, clock: partner.ctx.clock },
    {
      key,
      method: 'POST',
      path: `/bin/${key}`,
      headers: [
        ['authorization', credential],
        ['x-okta-signature', signature],
        ['x-team', 'blue'],
      ],
      body: Buffer.from('{}'),
    },
  );
  const [kept] = await db.select().from(binRequests);
  expect(kept?.headers).toEqual([
    ['authorization', '[redacted]'],
    ['x-okta-signature', signature],
    ['x-team', 'blue'],
  ]);
});

it('a value is kept by null only where there is one, and a name stands once', async () => {
  const { endpointId } = await addEndpoint(partner, receiver.url);
  const { ctx } = partner;
  const wrong: Record<string, string | null>[] = [
    { 'X-New': null },
    { 'X-A': '1', 'x-a': '2' },
    { Connection: 'close' },
    { 'Content-Type': 'text/plain' },
    { 'webhook-id': '1' },
    { 'X-Okta-Event': 'ping' },
  ];
  for (const customHeaders of wrong) {
    await expect(
      updateEndpoint(ctx, { endpointId, customHeaders }),
      JSON.stringify(customHeaders),
    ).rejects.toMatchObject({ code: 'validation_failed' });
  }
  expect((await rowOf(endpointId))?.customHeaders).toEqual({});
  const told = await updateEndpoint(ctx, {
    endpointId,
    customHeaders: { Connection: 'close', 'Bad name': 'x' },
  }).catch((error) => error.details.errors);
  expect(told).toEqual({
    'customHeaders.Connection': ['is a header that the portal writes itself'],
    'customHeaders.Bad name': ['must be a header name of at most 64 characters'],
  });
});

it('an endpoint can begin disabled, and one for production gets test events only', async () => {
  const other = await createPartner(database.db);
  const make = (more: { enabled?: boolean; environment?: 'production' }) =>
    createEndpoint(other.ctx, {
      appId: other.appId,
      url: receiver.url,
      events: ['education.students.created'],
      ...more,
    });
  const asleep = await make({ enabled: false });
  const live = await make({ environment: 'production' });
  await emitStudents(other, 1);
  await sendPing(other.ctx, { endpointId: live.endpointId });
  const rows = await database.db.select().from(deliveries).where(eq(deliveries.appId, other.appId));
  expect(rows.map((row) => [row.endpointId, row.eventType, row.status]).sort()).toEqual(
    [
      [asleep.endpointId, 'education.students.created', 'held'],
      [live.endpointId, 'ping', 'pending'],
    ].sort(),
  );
});

it('a fragment, a space and a line break in an address are refused with the reason', async () => {
  for (const [url, reason] of [
    [`${receiver.url}/hook#part`, 'fragment'],
    [`${receiver.url}/hook#`, 'fragment'],
    [`${receiver.url}/a b`, 'spaces'],
    [`${receiver.url}/a\nb`, 'line breaks'],
  ] as const) {
    const refused = await addEndpoint(partner, url).catch((error) => error);
    expect(JSON.stringify(refused.details), url).toContain(reason);
  }
});
