import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notices } from '#lib/db/schema/recovery.ts';
import { deliveries, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { dismissNotice } from '#lib/domain/notices/dismiss-notice.ts';
import { listHomeNotices, listNotices } from '#lib/domain/notices/list-notices.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { noticeMail } from '#lib/worker/notices/mail.ts';
import { mailNotices, startProbes, type UnmailedNotice } from '#lib/worker/notices/queries.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { startMailServer } from '../../test/support/mail-server.ts';
import { type Receiver, startReceiver } from '../../test/support/receiver.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  type Partner,
  setTestConfig,
  startTestWorker,
  until,
  userCtx,
} from '../../test/support/webhooks.ts';

let database: TestDatabase;
let receiver: Receiver;
let status = 500;
beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startReceiver(() => ({ status }));
  setTestConfig([receiver.port]);
});
afterAll(async () => {
  await receiver.close();
  await database.drop();
});

const endpointOf = async (id: string) =>
  (await database.db.select().from(webhookEndpoints)).find((row) => row.id === id);
const kindsOf = async (partner: Partner) =>
  (await database.db.select().from(notices).where(eq(notices.appId, partner.appId)))
    .sort((a, b) => a.id.localeCompare(b.id))
    .map(({ kind }) => kind);

it('an endpoint that fails 95 of 100 is told about, disabled, probed, and comes back by itself', async () => {
  status = 500;
  const partner = await createPartner(database.db);
  const { endpointId } = await addEndpoint(partner, receiver.url);
  await emitStudents(partner, 110);
  const worker = startTestWorker(database.db, [receiver.port]);
  await until('disabled', async () => (await endpointOf(endpointId))?.enabled === false);
  await until('all held', async () => {
    const rows = await database.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.appId, partner.appId));
    return rows.every((row) => row.status === 'held');
  });
  expect(await endpointOf(endpointId)).toMatchObject({ disabledReason: 'failing' });
  const failing = ['endpoint_failing', 'endpoint_warning', 'endpoint_disabled'];
  expect((await kindsOf(partner)).sort()).toEqual([...failing].sort());

  const probe = async () => {
    const { probeAt } = (await endpointOf(endpointId)) ?? {};
    const at = new Date();
    const before = receiver.received.length;
    expect(probeAt && probeAt > at).toBe(true);
    await database.db
      .update(webhookEndpoints)
      .set({ probeAt: at })
      .where(eq(webhookEndpoints.id, endpointId));
    expect(await startProbes(database.db.$client, at, new Date(at.getTime() + 3_600_000))).toBe(1);
    await until('the probe', () => receiver.received.length > before);
  };
  await probe();
  await until('the probe is over', async () => (await endpointOf(endpointId))?.probeId === null);
  expect((await endpointOf(endpointId))?.enabled).toBe(false);
  status = 204;
  await probe();
  await until('enabled', async () => (await endpointOf(endpointId))?.enabled === true);
  await worker.stop();
  expect((await kindsOf(partner)).at(-1)).toBe('endpoint_recovered');
  const [shown] = await listNotices(partner.ctx, { appId: partner.appId });
  expect(shown).toMatchObject({ kind: 'endpoint_recovered', waiting: 109 });
}, 120_000);

it('a flapping endpoint is told about once a day', async () => {
  const partner = await createPartner(database.db);
  await addEndpoint(partner, receiver.url);
  const waits = and(
    eq(deliveries.appId, partner.appId),
    inArray(deliveries.status, ['pending', 'sending']),
  );
  const worker = startTestWorker(database.db, [receiver.port]);
  for (const next of [500, 204, 500, 204]) {
    status = next;
    const before = receiver.received.length;
    await emitStudents(partner, 1);
    await until('an attempt', () => receiver.received.length > before);
    await until('its outcome', async () => (await database.db.$count(deliveries, waits)) === 0);
  }
  await worker.stop();
  expect(await kindsOf(partner)).toEqual(['endpoint_failing', 'endpoint_recovered']);
});

it('is mailed once to those who may act on it, and names no secret', async () => {
  const partner = await createPartner(database.db);
  const { ctx, orgId, appId } = partner;
  for (const role of ['owner', 'viewer'] as const) {
    const email = `${role}@masar.example`;
    const membership = { orgId, role };
    await createUser(ctx, {
      email,
      password: 'tram-lamp-fig-22',
      name: 'Huda Al-Harbi',
      membership,
    });
  }
  status = 500;
  await addEndpoint(partner, receiver.url);
  await emitStudents(partner, 1);
  const worker = startTestWorker(database.db, [receiver.port]);
  await until('a notice', async () => (await kindsOf(partner)).length === 1);
  await worker.stop();
  const sent: UnmailedNotice[] = [];
  const mail = () =>
    mailNotices(database.db.$client, new Date(), new Date(Date.now() - 3_600_000), async (n) => {
      if (n.app_id === appId) sent.push(n);
    });
  await mail();
  await mail();
  await mail();
  expect(sent.map(({ emails }) => emails)).toEqual([['owner@masar.example']]);
  const [notice] = sent;
  const text = notice ? noticeMail(notice, 'https://portal.example').text : '';
  expect(text).toContain(`https://portal.example/dashboard/apps/${appId}/webhooks/`);
});

it('goes out by SMTP: first failure, warning, disabled and recovered, to nobody else', async () => {
  const server = await startMailServer();
  const partner = await createPartner(database.db);
  const { ctx, orgId, appId } = partner;
  for (const role of ['owner', 'viewer'] as const) {
    const membership = { orgId, role };
    const email = `${role}@smtp.masar.example`;
    await createUser(ctx, {
      email,
      password: 'tram-lamp-fig-22',
      name: 'نورة القحطاني',
      membership,
    });
  }
  const { endpointId, secret } = await addEndpoint(partner, receiver.url);
  const worker = startTestWorker(database.db, [receiver.port], {
    smtpUrl: server.url,
    mailEveryMs: 50,
  });
  const about = () => server.mails.filter(({ text }) => text.includes(endpointId));
  const mailed = (subject: string) =>
    until(subject, () => about().some(({ raw }) => raw.includes(`Subject: ${subject}`)), 60_000);
  status = 500;
  await emitStudents(partner, 1);
  await mailed('A webhook endpoint has begun to fail');
  await emitStudents(partner, 30);
  await mailed('A webhook endpoint keeps failing');
  await emitStudents(partner, 80);
  await mailed('A webhook endpoint was disabled');
  status = 204;
  const now = new Date();
  await database.db
    .update(webhookEndpoints)
    .set({ probeAt: now })
    .where(eq(webhookEndpoints.id, endpointId));
  await startProbes(database.db.$client, now, new Date(now.getTime() + 3_600_000));
  await mailed('A webhook endpoint works again');
  await worker.stop();
  await server.close();
  expect(about()).toHaveLength(4);
  for (const { to, text } of about()) {
    expect(to).toEqual(['owner@smtp.masar.example']);
    expect(text).toContain(`/dashboard/apps/${appId}/webhooks/${endpointId}`);
    expect(text).not.toContain(secret);
  }
}, 120_000);

it('a mail that is refused holds up no other, and none is sent twice', async () => {
  status = 500;
  const partner = await createPartner(database.db);
  for (const path of ['first', 'second']) await addEndpoint(partner, `${receiver.url}/${path}`);
  await emitStudents(partner, 1);
  const worker = startTestWorker(database.db, [receiver.port]);
  await until('notices', async () => (await kindsOf(partner)).length === 2);
  await worker.stop();
  const sent: string[] = [];
  const mail = (refuse: string) =>
    mailNotices(database.db.$client, new Date(), new Date(Date.now() - 3_600_000), async (n) => {
      if (n.url.endsWith(refuse)) throw Object.assign(new Error('550'), { responseCode: 550 });
      if (n.app_id === partner.appId) sent.push(new URL(n.url).pathname);
    });
  await mail('none of them').catch(() => undefined);
  sent.length = 0;
  await database.db.update(notices).set({ mailedAt: null }).where(eq(notices.appId, partner.appId));
  await expect(mail('/first')).rejects.toThrow('550');
  expect(sent).toEqual(['/second']);
  await mail('nothing');
  expect(sent).toEqual(['/second', '/first']);
});

it('a home shows the notices of all apps of the organization, and of no other', async () => {
  const partner = await createPartner(database.db);
  const stranger = await createPartner(database.db);
  status = 500;
  for (const one of [partner, stranger]) {
    await addEndpoint(one, receiver.url);
    await emitStudents(one, 1);
  }
  const worker = startTestWorker(database.db, [receiver.port]);
  await until(
    'notices',
    async () => (await kindsOf(partner)).length + (await kindsOf(stranger)).length === 2,
  );
  await worker.stop();
  const seen = await listHomeNotices(userCtx(database.db, partner.orgId, 'viewer'));
  expect(seen.map(({ appId, appName, kind }) => [appId, appName, kind])).toEqual([
    [partner.appId, 'Masar', 'endpoint_failing'],
  ]);
});

it('is put away by those who may change things, and is the same 404 for others', async () => {
  const partner = await createPartner(database.db);
  const { ctx, appId, orgId } = partner;
  status = 500;
  await addEndpoint(partner, receiver.url);
  await emitStudents(partner, 1);
  const worker = startTestWorker(database.db, [receiver.port]);
  await until('a notice', async () => (await kindsOf(partner)).length === 1);
  await worker.stop();
  const noticeId = (await listNotices(ctx, { appId }))[0]?.id ?? '';
  const viewer = userCtx(database.db, orgId, 'viewer');
  await expect(dismissNotice(viewer, { appId, noticeId })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const other = await createPartner(database.db);
  const stranger = userCtx(database.db, other.orgId);
  for (const app of [appId, other.appId]) {
    await expect(dismissNotice(stranger, { appId: app, noticeId })).rejects.toMatchObject({
      code: 'not_found',
    });
  }
  await dismissNotice(ctx, { appId, noticeId });
  expect(await listNotices(ctx, { appId })).toEqual([]);
});
