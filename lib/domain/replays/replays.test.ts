import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliveries } from '#lib/db/schema/webhooks.ts';
import { controlReplay } from '#lib/domain/replays/control-replay.ts';
import { listReplays } from '#lib/domain/replays/list-replays.ts';
import { previewReplay, startReplay } from '#lib/domain/replays/start-replay.ts';
import { disableEndpoint, enableEndpoint } from '#lib/domain/webhooks/set-enabled.ts';
import { stepReplay } from '#lib/worker/replay/queries.ts';
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

let database: TestDatabase;
let receiver: Receiver;
beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startReceiver();
  setTestConfig([receiver.port]);
});
afterAll(async () => {
  await receiver.close();
  await database.drop();
});

async function failing(count: number): Promise<Partner & { endpointId: string; ids: string[] }> {
  const partner = await createPartner(database.db);
  const { endpointId } = await addEndpoint(partner, receiver.url);
  await emitStudents(partner, count);
  const rows = await database.db
    .update(deliveries)
    .set({ status: 'failed', attemptCount: 6, nextAttemptAt: null, finishedAt: new Date() })
    .where(eq(deliveries.endpointId, endpointId))
    .returning({ id: deliveries.id });
  return { ...partner, endpointId, ids: rows.map(({ id }) => id).sort() };
}
const statusOf = async (id = '') =>
  (await database.db.select().from(deliveries).where(eq(deliveries.id, id)))[0]?.status;
const step = (afterMs: number) => stepReplay(database.db.$client, new Date(Date.now() + afterMs));
const jobOf = async ({ ctx, appId }: Partner) => (await listReplays(ctx, { appId }))[0];

it('brings back what was held and what failed, and leaves what succeeded alone', async () => {
  const partner = await failing(2);
  const { ctx, appId, endpointId } = partner;
  await database.db
    .update(deliveries)
    .set({ status: 'delivered' })
    .where(eq(deliveries.id, partner.ids[0] ?? ''));
  await disableEndpoint(ctx, { endpointId });
  await emitStudents(partner, 3);
  const asked = { appId, endpointId, what: 'failed_and_held' } as const;
  await expect(startReplay(ctx, asked)).rejects.toMatchObject({ code: 'conflict' });
  await enableEndpoint(ctx, { endpointId });
  const preview = await previewReplay(ctx, asked);
  expect(preview).toEqual({ total: 4, failed: 1, held: 3, delivered: 0 });
  await startReplay(ctx, asked);
  const worker = startTestWorker(database.db, [receiver.port]);
  await until('the replay is done', async () => (await jobOf(partner))?.delivered === 4);
  await worker.stop();
  expect(receiver.received).toHaveLength(4);
  expect(await jobOf(partner)).toMatchObject({ status: 'done', total: 4, queued: 4, skipped: 0 });
});

it('what can be brought back becomes less as deliveries succeed, by a replay or by themselves', async () => {
  const partner = await failing(3);
  const { ctx, appId, endpointId, ids } = partner;
  const asked = { appId, endpointId, what: 'failed_and_held' } as const;
  const left = async () => (await previewReplay(ctx, asked)).total;
  expect(await left()).toBe(3);
  await database.db
    .update(deliveries)
    .set({ status: 'delivered' })
    .where(eq(deliveries.id, ids[0] ?? ''));
  expect(await left()).toBe(2);
  await startReplay(ctx, asked);
  const worker = startTestWorker(database.db, [receiver.port]);
  await until('both are delivered', async () => (await jobOf(partner))?.delivered === 2);
  await worker.stop();
  expect(await left()).toBe(0);
  expect(await Promise.all(ids.map(statusOf))).toEqual(ids.map(() => 'delivered'));
});

it('queues so many a second, oldest first, and skips what has succeeded since', async () => {
  const partner = await failing(5);
  const { ctx, appId, endpointId, ids } = partner;
  await startReplay(ctx, { appId, endpointId, what: 'failed', perSecond: 2 });
  expect(await step(0)).toBe(2);
  expect(await step(0)).toBeNull();
  expect(await Promise.all(ids.map(statusOf))).toEqual([
    'retrying',
    'retrying',
    'failed',
    'failed',
    'failed',
  ]);
  await database.db
    .update(deliveries)
    .set({ status: 'delivered', finishedAt: new Date() })
    .where(eq(deliveries.id, ids[3] ?? ''));
  expect(await step(1500)).toBe(2);
  await step(3000);
  expect(await statusOf(ids[3])).toBe('delivered');
  expect(await jobOf(partner)).toMatchObject({ status: 'done', queued: 4, skipped: 1 });
});

it('pauses, goes on where it stood, and is cancelled', async () => {
  const partner = await failing(4);
  const { ctx, appId, endpointId } = partner;
  const asked = { appId, endpointId, what: 'failed', perSecond: 1 } as const;
  const { jobId } = await startReplay(ctx, asked);
  await step(0);
  const act = (action: 'pause' | 'resume' | 'cancel') =>
    controlReplay(ctx, { appId, jobId, action });
  await act('pause');
  expect(await step(5000)).toBeNull();
  await act('resume');
  expect(await step(5000)).toBe(1);
  await act('cancel');
  expect(await step(90_000)).toBeNull();
  expect(await jobOf(partner)).toMatchObject({ status: 'cancelled', queued: 2, waiting: 2 });
  await expect(act('resume')).rejects.toMatchObject({ code: 'conflict' });
});

it('pauses by itself while its endpoint is disabled', async () => {
  const partner = await failing(3);
  const { ctx, appId, endpointId } = partner;
  await startReplay(ctx, { appId, endpointId, what: 'failed', perSecond: 1 });
  await disableEndpoint(ctx, { endpointId });
  expect(await step(0)).toBe(0);
  expect(await jobOf(partner)).toMatchObject({ status: 'paused', reason: 'endpoint_disabled' });
});

it('all since a time sends what was delivered too, for one event or for chosen ids', async () => {
  const partner = await failing(3);
  const { ctx, appId, ids } = partner;
  const all = { appId, what: 'all' } as const;
  await expect(previewReplay(ctx, all)).rejects.toMatchObject({ code: 'validation_failed' });
  await database.db
    .update(deliveries)
    .set({ status: 'delivered' })
    .where(eq(deliveries.appId, appId));
  const eventType = 'education.students.created';
  expect(await previewReplay(ctx, { ...all, since: '1h', eventType })).toMatchObject({ total: 3 });
  expect(
    await previewReplay(ctx, { ...all, since: '1h', eventType: 'education.guardians.created' }),
  ).toMatchObject({ total: 0 });
  expect(await previewReplay(ctx, { ...all, ids: ids.slice(1) })).toMatchObject({ delivered: 2 });
  const later = new Date(Date.now() + 60_000).toISOString();
  expect(await previewReplay(ctx, { ...all, since: later })).toMatchObject({ total: 0 });
  await startReplay(ctx, { ...all, ids: ids.slice(0, 1), perSecond: 10 });
  expect(await step(0)).toBe(1);
  expect(await statusOf(ids[0])).toBe('retrying');
});

it('is the same 404 for another organization, and viewers may not', async () => {
  const mine = await failing(1);
  const stranger = await createPartner(database.db);
  const { appId, endpointId } = mine;
  const { jobId } = await startReplay(mine.ctx, { appId, what: 'failed' });
  const other = userCtx(database.db, stranger.orgId);
  const viewer = userCtx(database.db, mine.orgId, 'viewer');
  const input = { appId, endpointId, what: 'failed' } as const;
  const stop = { appId, jobId, action: 'cancel' } as const;
  const missing = { code: 'not_found' };
  await expect(startReplay(other, input)).rejects.toMatchObject(missing);
  await expect(previewReplay(other, input)).rejects.toMatchObject(missing);
  await expect(controlReplay(other, stop)).rejects.toMatchObject(missing);
  // An app of one's own does not open another's endpoint or replay.
  const own = { appId: stranger.appId };
  await expect(startReplay(other, { ...input, ...own })).rejects.toMatchObject(missing);
  await expect(controlReplay(other, { ...stop, ...own })).rejects.toMatchObject(missing);
  await expect(startReplay(viewer, input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(controlReplay(viewer, stop)).rejects.toMatchObject({ code: 'forbidden' });
});
