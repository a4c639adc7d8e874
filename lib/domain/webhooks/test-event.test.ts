import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getConfig, setConfig } from '#lib/config/runtime.ts';
import { installations } from '#lib/db/schema/apps.ts';
import { events } from '#lib/db/schema/webhooks.ts';
import { eventTypes } from '#lib/domain/events/catalog.ts';
import { checkSignature } from '#lib/domain/webhooks/check-signature.ts';
import { eventGuides } from '#lib/domain/webhooks/event-guide.ts';
import { eventDataProblems, eventExamples } from '#lib/domain/webhooks/event-schemas.ts';
import { sendTestEvent } from '#lib/domain/webhooks/send-test-event.ts';
import { compiledDir } from '#lib/openapi/apis.ts';
import { loadCatalog } from '#lib/openapi/catalog.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import {
  addEndpoint,
  createPartner,
  type Partner,
  setTestConfig,
  userCtx,
} from '../../../test/support/webhooks.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'events-'));
let database: TestDatabase;
let partner: Partner;
beforeAll(async () => {
  database = await createTestDatabase();
  setTestConfig([4242]);
  setConfig({ ...getConfig(), dataDir });
  const contentDir = path.resolve(import.meta.dirname, '../../../content');
  await loadCatalog({ contentDir, cacheDir: compiledDir() });
  partner = await createPartner(database.db);
}, 120_000);
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await database.drop();
});

it('every event comes with an example that fits its own schema', async () => {
  const examples = await eventExamples();
  expect(Object.keys(examples)).toEqual(eventTypes);
  for (const type of eventTypes) {
    expect(await eventDataProblems(type, { ...(examples[type] ?? {}) }), type).toEqual([]);
  }
});

it('sends exactly the data that was written, to an endpoint that need not subscribe to it', async () => {
  const { ctx } = partner;
  const { endpointId } = await addEndpoint(partner, 'http://127.0.0.1:4242/');
  const data = { message: 'مرحبا' };
  const { eventId } = await sendTestEvent(ctx, { endpointId, type: 'ping', data });
  const [event] = await database.db.select().from(events).where(eq(events.id, eventId));
  expect(JSON.parse(event?.body ?? '')).toMatchObject({ event: 'ping', data });
});

it('refuses data that the schema does not allow, and names each place', async () => {
  const { endpointId } = await addEndpoint(partner, 'http://127.0.0.1:4242/');
  const data = { student: { id: 'ten', nickname: 'Sara' } };
  const asked = { endpointId, type: 'education.students.created', data };
  const refusal = await sendTestEvent(partner.ctx, asked).catch((error) => error);
  expect(refusal).toMatchObject({ code: 'validation_failed' });
  const texts: string[] = refusal.details.errors.data;
  expect(texts.some((text) => text.startsWith('data.student.id '))).toBe(true);
  expect(texts.some((text) => text.includes('nickname'))).toBe(true);
});

it('says which scope is missing, and is closed to viewers and other organizations', async () => {
  const mine = await createPartner(database.db);
  const { endpointId } = await addEndpoint(mine, 'http://127.0.0.1:4242/');
  const { 'education.students.created': data } = await eventExamples();
  const asked = { endpointId, type: 'education.students.created', data: { ...(data ?? {}) } };
  const set = { scopes: ['reports.builder.read'] };
  await database.db.update(installations).set(set).where(eq(installations.appId, mine.appId));
  await expect(sendTestEvent(mine.ctx, asked)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('education.students.read'),
  });
  const viewer = userCtx(database.db, mine.orgId, 'viewer');
  await expect(sendTestEvent(viewer, asked)).rejects.toMatchObject({ code: 'forbidden' });
  const other = userCtx(database.db, partner.orgId);
  await expect(sendTestEvent(other, asked)).rejects.toMatchObject({ code: 'not_found' });
});

it('every event is offered with its scope, its fields and an example', async () => {
  const guides = await eventGuides();
  expect(guides).toHaveLength(12);
  const created = guides.find(({ name }) => name === 'education.students.created');
  expect(created?.scope).toBe('education.students.read');
  expect(JSON.parse(created?.example ?? '')).toMatchObject({ event: 'education.students.created' });
  const gender = created?.fields.find(({ path }) => path === 'data.student.gender');
  expect(gender).toMatchObject({ type: '"male" | "female"', required: true });
  for (const { fields, name } of guides) expect(fields.length, name).toBeGreaterThan(4);
});

it('a pasted signature is explained without the id of its delivery: by the event that the body names', async () => {
  const { endpointId, secret } = await addEndpoint(partner, 'http://127.0.0.1:4242/signed');
  const other = await addEndpoint(partner, 'http://127.0.0.1:4242/other');
  const { ctx, appId } = partner;
  const { eventId } = await sendTestEvent(ctx, {
    endpointId,
    type: 'ping',
    data: { message: 'x' },
  });
  const [event] = await database.db.select().from(events).where(eq(events.id, eventId));
  const body = event?.body ?? '';
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const explain = async (change: { secret?: string; body?: string }) =>
    (await checkSignature(ctx, { appId, secret, timestamp, signature, body, ...change })).code;
  expect(await explain({})).toBe('valid');
  expect(await explain({ secret: other.secret })).toBe('wrong_secret');
  expect(await explain({ body: body.replace('"x"', '"y"') })).toBe('changed_body');
  const stranger = await createPartner(database.db);
  const asked = { appId: stranger.appId, secret: other.secret, timestamp, signature, body };
  expect((await checkSignature(stranger.ctx, asked)).code).toBe('unexplained');
});
