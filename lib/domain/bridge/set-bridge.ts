import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { apps } from '#lib/db/schema/apps.ts';
import { deliveries, endpointSecrets, events, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { judgeTarget } from '#lib/http/target.ts';
import { type AppId, newId } from '#lib/std/ids.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { requireApp } from '../apps/require-app.ts';
import { changeOf, recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { newSecret, storeSecret } from '../webhooks/secret.ts';
import { endpointPolicy, endpointUrlProblem } from '../webhooks/url-field.ts';
import type { BridgeView } from './schemas.ts';

/** Why an address cannot be a bridge; null when it can. Tokens travel by HTTPS, except inside the portal itself. */
function bridgeUrlProblem(url: string): string | null {
  const problem = endpointUrlProblem(url);
  if (problem !== null) return problem;
  const isOpen = judgeTarget(url, endpointPolicy()).via === 'public';
  return isOpen && new URL(url).protocol !== 'https:'
    ? 'A bridge must be reached by https://, because tokens are sent to it.'
    : null;
}

const Input = z.strictObject({
  appId: z.string(),
  url: z
    .string()
    .superRefine((url, issue) => {
      const problem = bridgeUrlProblem(url);
      if (problem) issue.addIssue({ code: 'custom', message: problem });
    })
    .nullable(),
});

/** The bridge of an app as a row of its endpoints; undefined: it has none. */
export async function findBridge(ctx: Ctx, appId: AppId) {
  const [row] = await ctx.db
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.appId, appId),
        eq(webhookEndpoints.kind, 'bridge'),
        isNull(webhookEndpoints.deletedAt),
      ),
    );
  return row;
}

async function addBridge(ctx: Ctx, app: { orgId: BridgeApp['orgId']; appId: AppId }, url: string) {
  const now = ctx.clock.now();
  const endpointId = newId('whe', now.getTime());
  const secret = newSecret();
  await ctx.db.insert(webhookEndpoints).values({
    ...app,
    id: endpointId,
    kind: 'bridge',
    environment: 'sandbox',
    url,
    description: 'Bridge',
    events: [],
    createdAt: now,
  });
  await storeSecret(ctx, { endpointId, text: secret, isPrimary: true });
  return secret;
}

type BridgeApp = { orgId: typeof apps.$inferSelect.orgId; appId: AppId };

const waiting = ['pending', 'retrying', 'held'] as const;

/** Nothing can hand over any more what still waits, so its tokens are wiped. */
async function removeBridge(ctx: Ctx, endpointId: BridgeRow['id']): Promise<void> {
  const now = ctx.clock.now();
  const ended = { status: 'failed', lastError: 'endpoint_deleted', nextAttemptAt: null } as const;
  await ctx.db
    .update(deliveries)
    .set({ ...ended, finishedAt: now })
    .where(and(eq(deliveries.endpointId, endpointId), inArray(deliveries.status, [...waiting])));
  const handedOver = ctx.db
    .select({ id: deliveries.eventId })
    .from(deliveries)
    .where(eq(deliveries.endpointId, endpointId));
  await ctx.db
    .update(events)
    .set({ sealedToken: null })
    .where(and(inArray(events.id, handedOver), isNotNull(events.sealedToken)));
  await ctx.db
    .update(webhookEndpoints)
    .set({ deletedAt: now, enabled: false })
    .where(eq(webhookEndpoints.id, endpointId));
  await ctx.db.delete(endpointSecrets).where(eq(endpointSecrets.endpointId, endpointId));
}

/** The newest hand-over of each installation goes out again; an older token than that is of no use. */
async function releaseHeld(ctx: Ctx, endpointId: BridgeRow['id']): Promise<void> {
  const newest = ctx.db
    .selectDistinctOn([deliveries.installationId], { id: deliveries.id })
    .from(deliveries)
    .where(eq(deliveries.endpointId, endpointId))
    .orderBy(deliveries.installationId, desc(deliveries.id));
  await ctx.db
    .update(deliveries)
    .set({
      status: sql`case when ${deliveries.attemptCount} = 0 then 'pending' else 'retrying' end`,
      nextAttemptAt: ctx.clock.now(),
      uncountedAttempts: deliveries.attemptCount,
    })
    .where(and(eq(deliveries.status, 'held'), inArray(deliveries.id, newest)));
}

type BridgeRow = typeof webhookEndpoints.$inferSelect;

/**
 * Registers, moves or (`url: null`) removes the bridge of an external app (contract: Bridge). Saving the address of a
 * disabled one enables it and sends what was held. The signing secret of a new one is in this answer and never shown
 * again. Throws `not_found`, `forbidden`, `validation_failed`, and
 * `conflict` for an app that is not external.
 */
export async function setBridge(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<{ secret: string | null }> {
  const { orgId, appId } = await requireApp(ctx, input.appId, 'change');
  const { url } = parseInput(Input, input);
  const made = await inTransaction(ctx, async (ctx) => {
    const [app] = await ctx.db.select().from(apps).where(eq(apps.id, appId)).for('no key update');
    if (app?.integrationType !== 'external') {
      throw new AppError('conflict', { message: 'Only an external app has a bridge.' });
    }
    await ctx.db.update(apps).set({ bridgeUrl: url }).where(eq(apps.id, appId));
    const details = changeOf({ url: app.bridgeUrl }, { url });
    await recordAudit(ctx, { orgId, action: 'bridge.set', subject: appId, details });
    const bridge = await findBridge(ctx, appId);
    if (url === null) {
      if (bridge) await removeBridge(ctx, bridge.id);
      return { secret: null };
    }
    if (!bridge) return { secret: await addBridge(ctx, { orgId, appId }, url) };
    // A new address is a new beginning.
    const fresh = { enabled: true, disabledReason: null, disabledAt: null, failingSince: null };
    await ctx.db
      .update(webhookEndpoints)
      .set({
        ...fresh,
        url,
        consecutiveFailures: 0,
        recentOutcomes: '',
        probeId: null,
        probeAt: null,
      })
      .where(eq(webhookEndpoints.id, bridge.id));
    await releaseHeld(ctx, bridge.id);
    return { secret: null };
  });
  wakeDeliveries();
  return made;
}

/** The bridge of an app and its last hand-over. Throws `not_found`. */
export async function getBridge(ctx: Ctx, input: { appId: string }): Promise<BridgeView> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const [app] = await ctx.db.select().from(apps).where(eq(apps.id, appId));
  const bridge = await findBridge(ctx, appId);
  const [last] = bridge
    ? await ctx.db
        .select()
        .from(deliveries)
        .where(eq(deliveries.endpointId, bridge.id))
        .orderBy(desc(deliveries.id))
        .limit(1)
    : [];
  return {
    isExternal: app?.integrationType === 'external',
    url: bridge?.url ?? null,
    enabled: bridge?.enabled ?? false,
    last: last
      ? {
          deliveryId: last.id,
          event: last.eventType,
          status: last.status,
          at: last.createdAt.toISOString(),
        }
      : null,
  };
}
