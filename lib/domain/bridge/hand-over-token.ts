import { eq } from 'drizzle-orm';
import { getConfig } from '#lib/config/runtime.ts';
import { apps, installations, tenants } from '#lib/db/schema/apps.ts';
import { deliveries, events } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { type InstallationId, newUuid } from '#lib/std/ids.ts';
import { toOffsetTime } from '#lib/std/offset-time.ts';
import type { Ctx } from '../ctx.ts';
import { findBridge } from './set-bridge.ts';
import { redactedToken, tokenSealer } from './token-seal.ts';

export type HandOver = {
  installationId: InstallationId;
  event: 'app.token.issued' | 'app.token.rotated';
  token: string;
  /** When the generation before this one ends; null: there is none. */
  previousTokenExpiresAt: Date | null;
  /** What the token carries; the installation's scopes when absent. */
  scopes?: readonly string[];
};

/**
 * Posts a token to the bridge of its app, in the caller's transaction: signed and retried like a webhook, acknowledged
 * by a 2xx (contract: Bridge). The token is sealed while it waits and wiped when it was acknowledged; no row, record or
 * page has it in clear. Wake the worker with `wakeDeliveries()` after the commit. Answers the delivery's id; null when
 * the app has no bridge. Throws `not_found`.
 */
export async function handOverToken(ctx: Ctx, input: HandOver): Promise<string | null> {
  const [found] = await ctx.db
    .select({ installation: installations, app: apps, tenant: tenants })
    .from(installations)
    .innerJoin(apps, eq(apps.id, installations.appId))
    .innerJoin(tenants, eq(tenants.id, installations.tenantId))
    .where(eq(installations.id, input.installationId));
  if (!found) throw new AppError('not_found');
  const { installation, app, tenant } = found;
  const bridge = app.bridgeUrl === null ? undefined : await findBridge(ctx, app.id);
  if (!bridge) return null;
  const now = ctx.clock.now();
  const eventId = newUuid(now.getTime());
  const ends = input.previousTokenExpiresAt;
  const data = {
    installation_id: installation.id,
    module: app.slug,
    scopes: [...(input.scopes ?? installation.scopes)].sort(),
    token: redactedToken,
    previous_token_expires_at: ends && toOffsetTime(ends, tenant.timeZone),
  };
  await ctx.db.insert(events).values({
    id: eventId,
    orgId: tenant.orgId,
    tenantId: tenant.id,
    type: input.event,
    body: JSON.stringify({
      id: eventId,
      event: input.event,
      tenant_id: tenant.id,
      created_at: toOffsetTime(now, tenant.timeZone),
      data,
    }),
    sealedToken: tokenSealer(getConfig().secret).seal(input.token, eventId),
    requestId: ctx.requestId,
    createdAt: now,
  });
  const deliveryId = newUuid(now.getTime());
  await ctx.db.insert(deliveries).values({
    id: deliveryId,
    orgId: app.orgId,
    appId: app.id,
    endpointId: bridge.id,
    installationId: installation.id,
    tenantId: tenant.id,
    eventId,
    eventType: input.event,
    status: bridge.enabled ? 'pending' : 'held',
    nextAttemptAt: bridge.enabled ? now : null,
    createdAt: now,
  });
  return deliveryId;
}
