import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { deliveries, endpointSecrets, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { createEndpoint } from '#lib/domain/webhooks/create-endpoint.ts';
import { deleteEndpoint } from '#lib/domain/webhooks/delete-endpoint.ts';
import { getEndpoint, listEndpoints } from '#lib/domain/webhooks/list-endpoints.ts';
import { liveSecrets, promoteSecret, rotateSecret } from '#lib/domain/webhooks/rotate-secret.ts';
import { sendPing } from '#lib/domain/webhooks/send-ping.ts';
import { disableEndpoint, enableEndpoint } from '#lib/domain/webhooks/set-enabled.ts';
import { updateEndpoint } from '#lib/domain/webhooks/update-endpoint.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  type Partner,
  setTestConfig,
  testPortalUrl,
  userCtx,
} from '../../../test/support/webhooks.ts';

let database: TestDatabase;
let partner: Partner;
let stranger: Partner;
beforeAll(async () => {
  database = await createTestDatabase();
  setTestConfig([4242]);
  stranger = await createPartner(database.db);
});
afterAll(() => database.drop());
beforeEach(async () => {
  partner = await createPartner(database.db);
});

const url = 'https://hooks.masar.example.com/okta';
const events = ['education.students.created'];
const refusal = (code: string) => expect.objectContaining({ code });

describe('createEndpoint', () => {
  it('answers a secret of 32 random bytes that no row and no audit entry shows', async () => {
    const { endpointId, secret } = await addEndpoint(partner, url);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const [row] = await database.db
      .select()
      .from(endpointSecrets)
      .where(eq(endpointSecrets.endpointId, endpointId));
    expect(row?.sealed.includes(secret)).toBe(false);
    expect(row?.sealed.includes(secret.slice(6))).toBe(false);
    const tables = [
      'webhook_endpoints',
      'endpoint_secrets',
      'audit_entries',
      'events',
      'deliveries',
    ];
    for (const table of tables) {
      const found = await database.db.$client.query(
        `select count(*)::int as n from ${table} t where t::text like '%' || $1 || '%'`,
        [secret.slice(6, 30)],
      );
      expect(found.rows[0].n, table).toBe(0);
    }
    expect(JSON.stringify(await getEndpoint(partner.ctx, { endpointId }))).not.toContain('whsec_');
  });

  it('accepts at least 50 endpoints an app', async () => {
    for (let i = 0; i < 50; i++) await addEndpoint(partner, `${url}/${i}`);
    expect(await listEndpoints(partner.ctx, { appId: partner.appId })).toHaveLength(50);
  });

  it('accepts public addresses, allowed ones and the built-in bin', async () => {
    const good = [
      url,
      'http://93.184.215.14:8080/x',
      'http://127.0.0.1:4242/',
      `${testPortalUrl}/bin/k3y`,
    ];
    for (const address of good) await expect(addEndpoint(partner, address)).resolves.toBeTruthy();
  });

  it('refuses private, malformed and foreign addresses with a sentence', async () => {
    const bad = [
      'http://127.0.0.1:9/',
      'http://169.254.169.254/latest',
      'http://localhost/',
      'http://2130706433/',
      `${testPortalUrl}/dashboard`,
      'ftp://example.com/',
      'https://user:pass@example.com/',
      'https://example.com/hook#students',
      'https://example.com/hook#',
      'not an address',
      '',
      `https://example.com/${'x'.repeat(2100)}`,
    ];
    for (const address of bad) {
      const error = await addEndpoint(partner, address).catch((caught: unknown) => caught);
      expect(error, address).toMatchObject({ code: 'validation_failed' });
      expect(JSON.stringify(error), address).toMatch(/"url":\["The address [^"]+\."\]/);
    }
  });

  it('refuses no event, an unknown one, and headers that the portal writes itself', async () => {
    const { ctx, appId } = partner;
    const wrong: { events: string[]; customHeaders?: Record<string, string> }[] = [
      { events: [] },
      { events: ['education.students.deleted'] },
      { events, customHeaders: { 'X-Okta-Signature': 'mine' } },
      { events, customHeaders: { host: 'evil.example' } },
      { events, customHeaders: { 'webhook-id': '1' } },
      { events, customHeaders: { 'X-Ok': 'a\r\nb: c' } },
    ];
    for (const input of wrong) {
      await expect(createEndpoint(ctx, { appId, url, ...input })).rejects.toEqual(
        refusal('validation_failed'),
      );
    }
  });
});

describe('tenancy', () => {
  it('another organization’s endpoint and app are the same 404 as absent ones, for every verb', async () => {
    const { endpointId } = await addEndpoint(partner, url);
    const other = userCtx(database.db, stranger.orgId);
    const absent = 'whe_00000000000000000000000000';
    const verbs = [
      (id: string) => getEndpoint(other, { endpointId: id }),
      (id: string) => updateEndpoint(other, { endpointId: id, description: 'x' }),
      (id: string) => disableEndpoint(other, { endpointId: id }),
      (id: string) => enableEndpoint(other, { endpointId: id }),
      (id: string) => deleteEndpoint(other, { endpointId: id }),
      (id: string) => rotateSecret(other, { endpointId: id }),
      (id: string) => promoteSecret(other, { endpointId: id }),
      (id: string) => sendPing(other, { endpointId: id }),
    ];
    for (const verb of verbs) {
      const [foreign, missing] = await Promise.all(
        [endpointId, absent].map((id) => verb(id).catch((e: unknown) => e)),
      );
      expect(foreign).toMatchObject({ code: 'not_found' });
      expect(foreign).toEqual(missing);
    }
    const input = { appId: partner.appId, url, events };
    await expect(createEndpoint(other, input)).rejects.toEqual(refusal('not_found'));
    await expect(listEndpoints(other, input)).rejects.toEqual(refusal('not_found'));
  });

  it('viewers read and change nothing', async () => {
    const { endpointId } = await addEndpoint(partner, url);
    const viewer = userCtx(database.db, partner.orgId, 'viewer');
    expect(await listEndpoints(viewer, { appId: partner.appId })).toHaveLength(1);
    await expect(disableEndpoint(viewer, { endpointId })).rejects.toEqual(refusal('forbidden'));
  });
});

describe('disabling and enabling', () => {
  it('holds what waits and what comes, and says at enabling how much that is', async () => {
    const { endpointId } = await addEndpoint(partner, url);
    await emitStudents(partner, 2);
    await disableEndpoint(partner.ctx, { endpointId });
    await emitStudents(partner, 1);
    const rows = await database.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.endpointId, endpointId));
    expect(rows.map((row) => row.status)).toEqual(['held', 'held', 'held']);
    expect(await enableEndpoint(partner.ctx, { endpointId })).toEqual({ held: 3 });
    const [row] = await database.db
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.id, endpointId));
    expect(row).toMatchObject({ enabled: true, disabledReason: null, disabledAt: null });
  });

  it('leaves one audit row an act', async () => {
    const { endpointId } = await addEndpoint(partner, url);
    await disableEndpoint(partner.ctx, { endpointId });
    await disableEndpoint(partner.ctx, { endpointId });
    await enableEndpoint(partner.ctx, { endpointId });
    await updateEndpoint(partner.ctx, { endpointId, url: `${url}/2` });
    await deleteEndpoint(partner.ctx, { endpointId });
    const entries = await database.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subject, endpointId))
      .orderBy(auditEntries.id);
    expect(entries.map((entry) => entry.action).sort()).toEqual(
      ['created', 'deleted', 'disabled', 'enabled', 'updated'].map((v) => `webhook_endpoint.${v}`),
    );
  });
});

describe('secret rotation', () => {
  it('overlaps: the old one stays primary until the window ends, then the new one is alone', async () => {
    const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
    partner = await createPartner(database.db, clock);
    const { endpointId } = await addEndpoint(partner, url);
    const [old] = await liveSecrets(partner.ctx, endpointId);
    const { endsAt } = await rotateSecret(partner.ctx, { endpointId, overlapMs: 3_600_000 });
    expect(endsAt).toEqual(new Date('2026-04-26T08:30:15Z'));
    const during = await liveSecrets(partner.ctx, endpointId);
    expect(during).toHaveLength(2);
    expect(during[0]?.id).toBe(old?.id);
    expect(await getEndpoint(partner.ctx, { endpointId })).toMatchObject({
      rotation: { endsAt, promoted: false },
    });
    await expect(rotateSecret(partner.ctx, { endpointId })).rejects.toEqual(refusal('conflict'));
    clock.advance(3_600_000);
    const afterwards = await liveSecrets(partner.ctx, endpointId);
    expect(afterwards.map((secret) => secret.id)).toEqual([during[1]?.id]);
    expect(await getEndpoint(partner.ctx, { endpointId })).toMatchObject({ rotation: null });
    await expect(rotateSecret(partner.ctx, { endpointId })).resolves.toBeTruthy();
    expect((await liveSecrets(partner.ctx, endpointId))[0]?.id).toBe(during[1]?.id);
  });

  it('can be promoted by hand once, with both still signing', async () => {
    const { endpointId } = await addEndpoint(partner, url);
    await expect(promoteSecret(partner.ctx, { endpointId })).rejects.toEqual(refusal('conflict'));
    await rotateSecret(partner.ctx, { endpointId });
    const [old, next] = await liveSecrets(partner.ctx, endpointId);
    await promoteSecret(partner.ctx, { endpointId });
    const ids = (await liveSecrets(partner.ctx, endpointId)).map((secret) => secret.id);
    expect(ids).toEqual([next?.id, old?.id]);
    await expect(promoteSecret(partner.ctx, { endpointId })).rejects.toEqual(refusal('conflict'));
  });
});

describe('sendPing', () => {
  it('makes a delivery for that endpoint alone, subscribed or not', async () => {
    const { endpointId } = await addEndpoint(partner, url);
    await addEndpoint(partner, `${url}/other`);
    await sendPing(partner.ctx, { endpointId });
    const rows = await database.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.appId, partner.appId));
    expect(rows).toMatchObject([{ endpointId, eventType: 'ping', status: 'pending' }]);
  });
});
