import { and, count, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { endpointSecrets, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { type EndpointId, isId, newId } from '#lib/std/ids.ts';
import { recordAudit } from '../audit/record.ts';
import type { InstallationCtx } from '../ctx.ts';
import { eventTypes } from '../events/catalog.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { newSecret, storeSecret } from '../webhooks/secret.ts';

const listenersPerInstallation = 5;

const Input = z.strictObject({
  /** Where the command forwards to: shown and recorded, never called from here. */
  forwardUrl: z
    .url({ protocol: /^https?$/, error: 'must begin with http:// or https://' })
    .max(2048),
});

/**
 * Opens a listener for the installation of a token: an endpoint whose deliveries are fetched instead of posted. It gets
 * every event that the installation may receive, until it is closed or has not asked for a minute. Throws
 * `validation_failed`, and `conflict` when the installation has its most listeners.
 */
export async function openListener(
  ctx: InstallationCtx,
  input: z.input<typeof Input>,
): Promise<{ endpointId: EndpointId; secret: string }> {
  const { forwardUrl } = parseInput(Input, input);
  const { installationId, orgId, appId } = ctx.actor;
  return inTransaction(ctx, async (ctx) => {
    const [open] = await ctx.db
      .select({ count: count() })
      .from(webhookEndpoints)
      .where(
        and(
          eq(webhookEndpoints.installationId, installationId),
          eq(webhookEndpoints.kind, 'listener'),
          isNull(webhookEndpoints.deletedAt),
        ),
      );
    if ((open?.count ?? 0) >= listenersPerInstallation) {
      throw new AppError('conflict', {
        message: `This installation has ${listenersPerInstallation} listeners already. Stop one, or wait a minute.`,
      });
    }
    const now = ctx.clock.now();
    const endpointId = newId('whe', now.getTime());
    const secret = newSecret();
    await ctx.db.insert(webhookEndpoints).values({
      id: endpointId,
      orgId,
      appId,
      kind: 'listener',
      installationId,
      environment: 'sandbox',
      url: forwardUrl,
      description: 'portal listen',
      events: [...eventTypes],
      lastPolledAt: now,
      createdAt: now,
    });
    await storeSecret(ctx, { endpointId, text: secret, isPrimary: true });
    await recordAudit(ctx, {
      orgId,
      action: 'listener.opened',
      subject: endpointId,
      details: { forward_url: forwardUrl },
    });
    return { endpointId, secret };
  });
}

/** The open listener, if it belongs to the token's installation. Throws `not_found`. */
export async function requireListener(ctx: InstallationCtx, endpointId: string) {
  if (!isId('whe', endpointId)) throw new AppError('not_found');
  const [row] = await ctx.db
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, endpointId), isNull(webhookEndpoints.deletedAt)));
  if (row?.kind !== 'listener' || row.installationId !== ctx.actor.installationId) {
    throw new AppError('not_found');
  }
  return row;
}

/** Closes a listener; what waits for it fails with the next sweep. Throws `not_found`. */
export async function closeListener(
  ctx: InstallationCtx,
  input: { endpointId: string },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { id, orgId } = await requireListener(ctx, input.endpointId);
    await ctx.db
      .update(webhookEndpoints)
      .set({ deletedAt: ctx.clock.now(), enabled: false })
      .where(eq(webhookEndpoints.id, id));
    await ctx.db.delete(endpointSecrets).where(eq(endpointSecrets.endpointId, id));
    await recordAudit(ctx, { orgId, action: 'listener.closed', subject: id });
  });
}
