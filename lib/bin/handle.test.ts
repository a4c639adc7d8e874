import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handleBin } from '#lib/bin/handle.ts';
import { createBin } from '#lib/domain/bins/create-bin.ts';
import { listBinRequests } from '#lib/domain/bins/list-bins.ts';
import { setBinAnswer } from '#lib/domain/bins/set-answer.ts';
import { systemClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { createPartner, type Partner } from '../../test/support/webhooks.ts';

let database: TestDatabase;
let partner: Partner;
let dropped = 0;
const onDrop = () => {
  dropped += 1;
};
beforeAll(async () => {
  database = await createTestDatabase();
  partner = await createPartner(database.db);
});
afterAll(() => database.drop());

const post = (key: string, body: string | Uint8Array<ArrayBuffer> = '{"id":1}') =>
  handleBin(
    new Request(`http://localhost:4130/bin/${key}?try=1`, {
      method: 'POST',
      body,
      headers: { 'X-Okta-Event': 'ping' },
    }),
    { clientAddress: '127.0.0.1', dropConnection: onDrop },
    { db: database.db, clock: systemClock },
  );

describe('the built-in bin', () => {
  it('keeps what is posted to its key, byte for byte', async () => {
    const { binId, key } = await createBin(partner.ctx, { appId: partner.appId });
    expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const bytes = new Uint8Array([0, 255, 10, 123]);
    expect((await post(key, bytes)).status).toBe(200);
    const { requests } = await listBinRequests(partner.ctx, { binId });
    expect(requests).toMatchObject([
      { method: 'POST', path: `/bin/${key}?try=1`, answerStatus: 200 },
    ]);
    expect(requests[0]?.body.equals(Buffer.from(bytes))).toBe(true);
    expect(requests[0]?.headers).toContainEqual(['x-okta-event', 'ping']);
  });

  it('answers as it is set to, without a body where there can be none', async () => {
    const { binId, key } = await createBin(partner.ctx, { appId: partner.appId });
    for (const status of [204, 410, 503]) {
      await setBinAnswer(partner.ctx, { binId, status });
      expect((await post(key)).status).toBe(status);
    }
    await expect(setBinAnswer(partner.ctx, { binId, status: 100 })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('fails as often as asked and works again after that', async () => {
    const { binId, key } = await createBin(partner.ctx, { appId: partner.appId });
    await setBinAnswer(partner.ctx, { binId, failNext: 2 });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await post(key)).status);
    expect(statuses).toEqual([503, 503, 200, 200]);
  });

  it('waits before it answers, drips its body, and drops the connection', async () => {
    const { binId, key } = await createBin(partner.ctx, { appId: partner.appId });
    await setBinAnswer(partner.ctx, { binId, delayMs: 120, behaviour: 'drip' });
    const from = performance.now();
    const answer = await post(key);
    expect(performance.now() - from).toBeGreaterThan(110);
    const reader = answer.body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(1);
    await reader?.cancel();
    await setBinAnswer(partner.ctx, { binId, delayMs: 0, behaviour: 'drop' });
    dropped = 0;
    await post(key);
    expect(dropped).toBe(1);
    const { requests } = await listBinRequests(partner.ctx, { binId });
    expect(requests[0]?.answerStatus).toBe(0);
  });

  it('answers 404 for an unknown key and for a malformed one', async () => {
    for (const key of ['A'.repeat(43), 'short', '..%2f', ''])
      expect((await post(key)).status, key).toBe(404);
  });

  it('refuses a body over 1 MiB with 413', async () => {
    const { key } = await createBin(partner.ctx, { appId: partner.appId });
    expect((await post(key, new Uint8Array(1_048_577))).status).toBe(413);
  });
});
