import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliveries, deliveryAttempts } from '#lib/db/schema/webhooks.ts';
import { closeListener, openListener } from '#lib/domain/listeners/open-listener.ts';
import { installationOfToken } from '#lib/domain/tokens/installation-of-token.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import { revokeToken } from '#lib/domain/tokens/revoke-token.ts';
import { sendPing } from '#lib/domain/webhooks/send-ping.ts';
import { systemClock } from '#lib/std/clock.ts';
import { isOktaSignature } from '#lib/std/signature.ts';
import { endWaiting } from '#lib/std/wakeup.ts';
import { reportListened, takeListened } from '#lib/worker/listen/listen.ts';
import { closeSilentListeners } from '#lib/worker/maintenance/queries.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';
import { setTestConfig, startTestWorker, testSecret } from '../../../test/support/webhooks.ts';

let database: TestDatabase;
let partner: TestPartner;
beforeAll(async () => {
  database = await createTestDatabase();
  setTestConfig([]);
  partner = await makePartner(database.db, 'masar');
});
afterAll(() => database.drop());

const login = (token: string) =>
  installationOfToken({ db: database.db, clock: systemClock }, `Bearer ${token}`);
const deps = () => ({ pool: database.db.$client, portalSecret: testSecret });
const take = async (token: string, endpointId: string, waitMs = 0) =>
  takeListened(deps(), await login(token), {
    endpointId,
    limit: 4,
    waitMs,
    signal: new AbortController().signal,
  });
const report = (
  endpointId: string,
  taken: { deliveryId: string; fence: number },
  status: number,
) => ({
  endpointId,
  deliveryId: taken.deliveryId,
  fence: taken.fence,
  requestHeaders: [['X-Okta-Event', 'ping']] as [string, string][],
  response: { status, headers: [], body: Buffer.from('ok').toString('base64'), truncated: false },
  failure: null,
  timings: { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 2, totalMs: 3 },
});

it('gives live deliveries to the command, signed, and records each attempt like all others', async () => {
  const ctx = await login(partner.token);
  const forwardUrl = 'http://localhost:4242/hook';
  const { endpointId, secret } = await openListener(ctx, { forwardUrl });
  const worker = startTestWorker(database.db, []);
  const waiting = take(partner.token, endpointId, 5000);
  await sendPing(partner.ctx, { endpointId });
  const [taken] = await waiting;
  if (!taken) throw new Error('nothing was taken');
  const headers = new Map(taken.headers);
  const timestampSeconds = Number(headers.get('X-Okta-Timestamp'));
  const signature = headers.get('X-Okta-Signature') ?? '';
  expect(isOktaSignature(signature, secret, { timestampSeconds, body: taken.body })).toBe(true);
  expect(await take(partner.token, endpointId)).toEqual([]);

  await reportListened(database.db.$client, ctx, report(endpointId, taken, 500));
  const row = async () =>
    (await database.db.select().from(deliveries).where(eq(deliveries.id, taken.deliveryId)))[0];
  expect(await row()).toMatchObject({ status: 'retrying', attemptCount: 1, lastStatusCode: 500 });
  const [attempt] = await database.db
    .select()
    .from(deliveryAttempts)
    .where(eq(deliveryAttempts.deliveryId, taken.deliveryId));
  expect(attempt).toMatchObject({ number: 1, url: forwardUrl, responseStatus: 500 });
  await worker.stop();
  // The second report of one take changes nothing.
  await expect(
    reportListened(database.db.$client, ctx, report(endpointId, taken, 200)),
  ).rejects.toMatchObject({ code: 'conflict' });
});

it('is closed to other installations and to a token that was revoked', async () => {
  const other = await makePartner(database.db, 'nibras');
  const { endpointId } = await openListener(await login(partner.token), {
    forwardUrl: 'http://localhost:4242/',
  });
  await expect(take(other.token, endpointId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(closeListener(await login(other.token), { endpointId })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(login('okp_test_nonsense')).rejects.toMatchObject({ code: 'unauthenticated' });
  const { installationId } = partner;
  const issued = await issueToken(partner.ctx, { installationId, kind: 'installation' });
  expect((await login(issued.token)).actor.installationId).toBe(installationId);
  await revokeToken(partner.ctx, { tokenId: issued.tokenId });
  await expect(login(issued.token)).rejects.toMatchObject({ code: 'unauthenticated' });
});

it('that falls silent for a minute is closed, and what waited for it has failed', async () => {
  const ctx = await login(partner.token);
  const { endpointId } = await openListener(ctx, { forwardUrl: 'http://localhost:4242/' });
  await sendPing(partner.ctx, { endpointId });
  const soon = new Date(Date.now() + 1000);
  await closeSilentListeners(database.db.$client, soon, soon);
  await expect(take(partner.token, endpointId)).rejects.toMatchObject({ code: 'not_found' });
  const rows = await database.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.endpointId, endpointId));
  expect(rows.map(({ status }) => status)).toEqual(['failed']);
});

it('lets go of who waits when the process stops, and hands out nothing that it could not be told about', async () => {
  const ctx = await login(partner.token);
  const { endpointId } = await openListener(ctx, { forwardUrl: 'http://localhost:4242/hook' });
  const waiting = take(partner.token, endpointId, 20_000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  endWaiting();
  expect(await waiting).toEqual([]);
  await sendPing(partner.ctx, { endpointId });
  expect(await take(partner.token, endpointId, 20_000)).toEqual([]);
});
