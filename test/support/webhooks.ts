import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import type { Database } from '#lib/db/client.ts';
import { apps, installations, tenants } from '#lib/db/schema/apps.ts';
import type { MemberRole } from '#lib/db/schema/identity.ts';
import { organizations } from '#lib/db/schema/identity.ts';
import type { Ctx, UserCtx } from '#lib/domain/ctx.ts';
import { emitEvent } from '#lib/domain/events/emit.ts';
import { partnerScopes } from '#lib/domain/installations/scopes.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createEndpoint } from '#lib/domain/webhooks/create-endpoint.ts';
import { type Clock, systemClock } from '#lib/std/clock.ts';
import { type AppId, type EndpointId, newId, type OrgId } from '#lib/std/ids.ts';
import { invariant } from '#lib/std/invariant.ts';
import { createWorker, type WorkerOptions } from '#lib/worker/worker.ts';

export const testSecret = 'a-portal-secret-for-tests-only';
export const testPortalUrl = 'http://localhost:4130';

/** The process's configuration, with these ports of 127.0.0.1 open to webhooks. */
export function setTestConfig(ports: readonly number[] = []): void {
  const config = parseEnv({
    PORT: '4130',
    PORTAL_SECRET: testSecret,
    PORTAL_ALLOW_TARGETS: ports.map((port) => `127.0.0.1:${port}`).join(','),
  });
  setConfig({ ...config, secret: testSecret, databaseUrl: 'postgres://unused' });
}

export type Partner = { ctx: Ctx; orgId: OrgId; appId: AppId; tenantId: number };

let slugs = 0;

/** An organization with an app that one (empty) tenant has installed with every scope. */
export async function createPartner(db: Database, clock: Clock = systemClock): Promise<Partner> {
  const ctx = systemCtx(db, clock, 'operator');
  const now = clock.now();
  const orgId = newId('org');
  const appId = newId('app');
  await db.insert(organizations).values({ id: orgId, name: 'Masar Learning', createdAt: now });
  await db.insert(apps).values({
    id: appId,
    orgId,
    slug: `masar-${++slugs}-${Math.random().toString(36).slice(2)}`,
    name: 'Masar',
    integrationType: 'external',
    status: 'approved',
    createdAt: now,
  });
  const [tenant] = await db
    .insert(tenants)
    .values({ orgId, name: 'مدارس الأفق', createdAt: now })
    .returning({ id: tenants.id });
  invariant(tenant, 'an inserted tenant comes back');
  await db.insert(installations).values({
    id: newId('ins'),
    orgId,
    appId,
    tenantId: tenant.id,
    scopes: [...partnerScopes],
    createdAt: now,
  });
  return { ctx, orgId, appId, tenantId: tenant.id };
}

/** Somebody of an organization who is signed in. */
export function userCtx(
  db: Database,
  orgId: OrgId,
  role: MemberRole = 'owner',
  clock: Clock = systemClock,
): UserCtx {
  const actor = {
    type: 'user',
    userId: newId('usr'),
    sessionId: newId('ses'),
    orgId,
    role,
  } as const;
  return { db, clock, actor, requestId: null, clientAddress: '203.0.113.9' };
}

/** An endpoint for new students. Its port must be in the configuration. */
export function addEndpoint(
  { ctx, appId }: Partner,
  url: string,
  more: { customHeaders?: Record<string, string>; ratePerSecond?: number } = {},
): Promise<{ endpointId: EndpointId; secret: string }> {
  return createEndpoint(ctx, { appId, url, events: ['education.students.created'], ...more });
}

/** `count` events of new students; each endpoint of the app gets a delivery for each. */
export async function emitStudents({ ctx, tenantId }: Partner, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 1; i <= count; i++) {
    const student = { id: i, full_name: `سارة العتيبي ${i}`, gender: 'female' };
    const { eventId } = await emitEvent(ctx, {
      tenantId,
      type: 'education.students.created',
      data: { student },
    });
    ids.push(eventId);
  }
  return ids;
}

/** A running worker with a fast poll and no maintenance. */
export function startTestWorker(
  db: Database,
  ports: readonly number[],
  more: Partial<WorkerOptions> = {},
): { stop(graceMs?: number): Promise<void> } {
  const worker = createWorker({
    db,
    clock: systemClock,
    portalSecret: testSecret,
    portalUrl: testPortalUrl,
    listen: null,
    allowTargets: ports.map((port) => ({ host: '127.0.0.1', port })),
    pollMs: 20,
    maintenance: false,
    ...more,
  });
  worker.start();
  return worker;
}

/** Waits until `check` holds; fails with `what` after `timeoutMs`. */
export async function until(
  what: string,
  check: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Not within ${timeoutMs} ms: ${what}`);
}
