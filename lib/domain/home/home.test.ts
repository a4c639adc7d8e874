import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appScopes, installations, tokens } from '#lib/db/schema/apps.ts';
import { accountNotices } from '#lib/db/schema/entry.ts';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { notices } from '#lib/db/schema/recovery.ts';
import { requestLogs } from '#lib/db/schema/sandbox.ts';
import { appVersions, type VersionStatus } from '#lib/db/schema/versions.ts';
import { deliveries, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { createApp } from '#lib/domain/apps/create-app.ts';
import { emitEvent } from '#lib/domain/events/emit.ts';
import { getHome } from '#lib/domain/home/get-home.ts';
import { milestones } from '#lib/domain/home/schemas.ts';
import { endingDays, listTasks } from '#lib/domain/home/tasks.ts';
import { createOrganization } from '#lib/domain/organizations/create-organization.ts';
import { rotateToken } from '#lib/domain/tokens/rotate-token.ts';
import { checkSignature } from '#lib/domain/webhooks/check-signature.ts';
import { createEndpoint } from '#lib/domain/webhooks/create-endpoint.ts';
import { disableEndpoint } from '#lib/domain/webhooks/set-enabled.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { oktaSignature } from '#lib/std/signature.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';
import { setTestConfig } from '../../../test/support/webhooks.ts';

const dayMs = 24 * 3_600_000;
const start = new Date('2026-04-26T07:30:15Z');
const read = 'education.students.read';
const write = 'education.students.write';
let clock = fixedClock(start);
let test: TestDatabase;
let partner: TestPartner;
let stranger: TestPartner;
let words = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  setTestConfig([4242]);
});
afterAll(() => test.drop());
beforeEach(async () => {
  clock = fixedClock(start);
  partner = await makePartner(test.db, `brightpath${++words}`, { clock, scopes: [read] });
  stranger = await makePartner(test.db, `tamayuz${words}`, { clock, scopes: [read] });
});

const kinds = async (of: TestPartner = partner) =>
  (await listTasks(of.ctx)).map(({ kind }) => kind);
const ago = (ms: number) => new Date(clock.now().getTime() - ms);

function call(of: TestPartner, more: Partial<typeof requestLogs.$inferInsert> = {}) {
  const createdAt = more.createdAt ?? clock.now();
  return test.db.insert(requestLogs).values({
    id: newId('req', createdAt.getTime()),
    api: 'partners',
    orgId: of.orgId,
    appId: of.appId,
    installationId: of.installationId,
    method: 'GET',
    path: '/education/students',
    status: 200,
    durationUs: 900,
    createdAt,
    ...more,
  });
}

const addEndpoint = (of: TestPartner) =>
  createEndpoint(of.ctx, {
    appId: of.appId,
    url: 'http://127.0.0.1:4242/hook',
    events: ['education.students.created'],
  });

describe('what needs a hand', () => {
  it('is nothing on a quiet day', async () => {
    await addEndpoint(partner);
    await call(partner);
    expect(await kinds()).toEqual([]);
  });

  it('is an endpoint that fails or that the portal disabled, not one that a person disabled', async () => {
    const { endpointId } = await addEndpoint(partner);
    const set = (values: Partial<typeof webhookEndpoints.$inferInsert>) =>
      test.db.update(webhookEndpoints).set(values).where(eq(webhookEndpoints.id, endpointId));
    await set({ failingSince: ago(3_600_000), consecutiveFailures: 12 });
    expect(await listTasks(partner.ctx)).toMatchObject([
      { kind: 'endpoint_failing', endpointId, failures: 12, appId: partner.appId },
    ]);
    await set({ enabled: false, disabledReason: 'gone', disabledAt: clock.now() });
    expect(await listTasks(partner.ctx)).toMatchObject([
      { kind: 'endpoint_disabled', reason: 'gone', isBridge: false },
    ]);
    expect(await kinds(stranger)).toEqual([]);
    await set({ enabled: true, disabledReason: null, failingSince: null, consecutiveFailures: 0 });
    await disableEndpoint(partner.ctx, { endpointId });
    expect(await kinds()).toEqual([]);
  });

  it('is what an endpoint missed before it recovered, until somebody puts it away', async () => {
    const { endpointId } = await addEndpoint(partner);
    const { orgId, appId } = partner;
    const notice = (kind: 'endpoint_recovered' | 'endpoint_failing', details: object) => {
      clock.advance(1000);
      const id = newId('ntc', clock.now().getTime());
      const row = { id, orgId, appId, endpointId, kind, createdAt: clock.now() };
      return test.db.insert(notices).values({ ...row, details: { ...details } });
    };
    await notice('endpoint_recovered', { held: 2, failed: 1 });
    expect(await listTasks(partner.ctx)).toMatchObject([
      { kind: 'endpoint_recovered', waiting: 3 },
    ]);
    await notice('endpoint_recovered', { held: 0 });
    expect(await kinds()).toEqual([]);
    await notice('endpoint_recovered', { held: 2 });
    await notice('endpoint_failing', {});
    expect(await kinds()).toEqual([]);
    await test.db.delete(notices).where(eq(notices.kind, 'endpoint_failing'));
    expect(await kinds()).toEqual(['endpoint_recovered']);
    await test.db.update(notices).set({ dismissedAt: clock.now() });
    expect(await kinds()).toEqual([]);
  });

  it('is a token within 14 days of its end, and an old one that is still used after its rotation', async () => {
    clock.advance(90 * dayMs - endingDays * dayMs - 1);
    expect(await kinds()).toEqual([]);
    clock.advance(1);
    const [task] = await listTasks(partner.ctx);
    expect(task).toMatchObject({
      kind: 'token_expiring',
      hint: `okp_test_…${partner.token.slice(-4)}`,
      expiresAt: new Date(start.getTime() + 90 * dayMs).toISOString(),
    });
    const tokenId = task?.kind === 'token_expiring' ? task.tokenId : '';
    const system = { ...partner.ctx, actor: { type: 'system' } as const };
    await rotateToken(system, { tokenId, graceMs: 24 * 3_600_000 });
    expect(await kinds()).toEqual([]);
    clock.advance(60_000);
    await test.db.update(tokens).set({ lastUsedAt: clock.now() }).where(eq(tokens.generation, 1));
    expect(await kinds()).toEqual(['old_token_used']);
    clock.advance(24 * 3_600_000);
    expect(await kinds()).toEqual([]);
  });

  it('is a scope that calls lack, until it is granted', async () => {
    const denied = { status: 403, deniedScope: write };
    await call(partner, denied);
    await call(partner, denied);
    await call(partner, { ...denied, createdAt: ago(8 * dayMs) });
    expect(await listTasks(partner.ctx)).toMatchObject([
      { kind: 'scope_denied', scope: write, calls: 2, isAsked: false },
    ]);
    const reason = 'Adds students whom a teacher finds missing.';
    await test.db
      .insert(appScopes)
      .values({ appId: partner.appId, scope: write, reason, createdAt: clock.now() });
    expect(await listTasks(partner.ctx)).toMatchObject([
      { kind: 'scope_denied', isAsked: true },
      { kind: 'consent_missing', tenants: 1 },
    ]);
    const mine = eq(installations.id, partner.installationId);
    await test.db
      .update(installations)
      .set({ scopes: [read, write] })
      .where(mine);
    expect(await kinds()).toEqual([]);
  });

  it('is a day over the rate limit', async () => {
    await call(partner, { status: 429, createdAt: ago(3_600_000) });
    expect(await listTasks(partner.ctx)).toMatchObject([{ kind: 'rate_limited', calls: 1 }]);
    clock.advance(dayMs);
    expect(await kinds()).toEqual([]);
  });

  it('is a version that waits: as draft, with the reviewers, or for what follows their word', async () => {
    const { orgId, appId } = partner;
    const id = newId('ver');
    const at = clock.now();
    const made = { orgId, appId, source: '{}', format: 'json', createdBy: 'x' } as const;
    await test.db
      .insert(appVersions)
      .values({ ...made, id, number: 3, status: 'draft', createdAt: at, changedAt: at });
    expect(await listTasks(partner.ctx)).toMatchObject([{ kind: 'version_draft', number: 3 }]);
    const stands = (status: VersionStatus) =>
      test.db.update(appVersions).set({ status }).where(eq(appVersions.id, id));
    await stands('in_review');
    expect(await kinds()).toEqual(['version_in_review']);
    await stands('rejected');
    await test.db.insert(accountNotices).values({
      id: newId('ntc'),
      orgId,
      appId,
      kind: 'version_rejected',
      subject: id,
      details: { number: 3, reason: 'The privacy page is missing.' },
      onceKey: id,
      createdAt: at,
    });
    expect(await listTasks(partner.ctx)).toMatchObject([
      { kind: 'version_rejected', number: 3, reason: 'The privacy page is missing.' },
    ]);
    expect(await kinds(stranger)).toEqual([]);
    await stands('superseded');
    expect(await kinds()).toEqual([]);
  });
});

describe('the first steps', () => {
  const done = async () => {
    const home = await getHome(partner.ctx);
    return milestones.filter((name) => home.milestones[name]);
  };

  it('tick themselves in the order of the way', async () => {
    const { ctx, orgId, appId, tenantId, installationId } = partner;
    const system = { ...ctx, actor: { type: 'system' } as const };
    expect(await done()).toEqual(['app', 'installed']);
    await test.db
      .update(tokens)
      .set({ lastUsedAt: clock.now() })
      .where(eq(tokens.installationId, installationId));
    expect(await done()).toEqual(['app', 'installed', 'tried', 'called']);
    const { secret } = await addEndpoint(partner);
    const requestId = newId('req');
    await call(partner, { id: requestId, method: 'POST', status: 201 });
    await emitEvent(
      { ...system, requestId },
      { tenantId, type: 'education.students.created', data: { student: { id: 1 } } },
    );
    expect(await done()).toEqual(['app', 'installed', 'tried', 'called', 'wrote', 'endpoint']);
    await test.db
      .update(deliveries)
      .set({ status: 'delivered' })
      .where(eq(deliveries.appId, appId));
    expect(await done()).toContain('delivered');
    const timestamp = Math.floor(clock.now().getTime() / 1000);
    const body = '{"id":"x"}';
    const signature = oktaSignature(secret, { timestampSeconds: timestamp, body });
    const pasted = { appId, secret, timestamp: String(timestamp), body };
    await checkSignature(ctx, { ...pasted, signature: '0'.repeat(64) });
    expect(await done()).not.toContain('verified');
    await Promise.all([1, 2].map(() => checkSignature(ctx, { ...pasted, signature })));
    await checkSignature(ctx, { ...pasted, signature });
    expect(await done()).toContain('verified');
    const trail = await test.db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.orgId, orgId));
    const noted = trail.filter(({ action }) => action === 'webhook.signature_verified');
    expect(noted).toHaveLength(1);
    const [token] = await test.db
      .select()
      .from(tokens)
      .where(eq(tokens.installationId, installationId));
    await rotateToken(system, { tokenId: token?.id ?? '' });
    expect(await done()).toEqual([...milestones]);
  });

  it('of an organization without an app begin with one', async () => {
    const system = { ...partner.ctx, actor: { type: 'operator' } as const };
    const { orgId } = await createOrganization(system, { name: 'Hikma Digital' });
    const ctx = { ...partner.ctx, actor: { ...partner.ctx.actor, orgId } };
    const home = await getHome(ctx);
    expect(home).toMatchObject({ apps: [], tasks: [], latest: [] });
    expect(Object.values(home.milestones)).not.toContain(true);
    await createApp(ctx, {
      orgId,
      slug: `hikma-${words}`,
      name: 'Hikma',
      integrationType: 'external',
    });
    expect((await getHome(ctx)).milestones).toMatchObject({ app: true, installed: false });
  });

  it('stay ticked when the log has forgotten the first call', async () => {
    await test.db
      .update(tokens)
      .set({ lastUsedAt: ago(90 * dayMs) })
      .where(eq(tokens.installationId, partner.installationId));
    expect(await done()).toEqual(['app', 'installed', 'tried', 'called']);
  });
});
