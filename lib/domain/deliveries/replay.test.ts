import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliveries } from '#lib/db/schema/webhooks.ts';
import { previewReplay, replayDeliveries } from '#lib/domain/deliveries/replay-deliveries.ts';
import { disableEndpoint, enableEndpoint } from '#lib/domain/webhooks/set-enabled.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type Receiver, startReceiver } from '../../../test/support/receiver.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
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

it('brings back what was held and what failed, and leaves what succeeded alone', async () => {
  const partner = await createPartner(database.db);
  const { ctx } = partner;
  const { endpointId } = await addEndpoint(partner, receiver.url);
  const [delivered = '', failed = ''] = await emitStudents(partner, 2);
  const set = (eventId: string, status: 'delivered' | 'failed') =>
    database.db
      .update(deliveries)
      .set({ status, attemptCount: 6, nextAttemptAt: null })
      .where(eq(deliveries.eventId, eventId));
  await set(delivered, 'delivered');
  await set(failed, 'failed');
  await disableEndpoint(ctx, { endpointId });
  await emitStudents(partner, 3);
  const statuses: ('failed' | 'held')[] = ['failed', 'held'];
  await expect(replayDeliveries(ctx, { endpointId, statuses })).rejects.toMatchObject({
    code: 'conflict',
  });
  await enableEndpoint(ctx, { endpointId });
  expect(await previewReplay(ctx, { endpointId })).toEqual({ failed: 1, held: 3 });
  expect(await replayDeliveries(ctx, { endpointId, statuses })).toEqual({ count: 4 });
  const worker = startTestWorker(database.db, [receiver.port]);
  await until('all delivered', async () => {
    const rows = await database.db.select().from(deliveries);
    return rows.length === 5 && rows.every((row) => row.status === 'delivered');
  });
  await worker.stop();
  expect(receiver.received).toHaveLength(4);
});

it('is the same 404 for another organization, and viewers may not', async () => {
  const [mine, stranger] = [await createPartner(database.db), await createPartner(database.db)];
  const { endpointId } = await addEndpoint(mine, receiver.url);
  const other = userCtx(database.db, stranger.orgId);
  const viewer = userCtx(database.db, mine.orgId, 'viewer');
  const input = { endpointId, statuses: ['held'] as ['held'] };
  await expect(replayDeliveries(other, input)).rejects.toMatchObject({ code: 'not_found' });
  await expect(previewReplay(other, input)).rejects.toMatchObject({ code: 'not_found' });
  await expect(replayDeliveries(viewer, input)).rejects.toMatchObject({ code: 'forbidden' });
});
