import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import { z } from 'zod';
import { endpointSecrets } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import type { EndpointId } from '#lib/std/ids.ts';
import { invariant } from '#lib/std/invariant.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { requireEndpoint } from './require-endpoint.ts';
import { newSecret, storeSecret } from './secret.ts';

const hourMs = 3_600_000;

const Input = z.strictObject({
  endpointId: z.string(),
  /** How long both secrets sign, milliseconds: one minute to 7 days. */
  overlapMs: z
    .int()
    .min(60_000, 'must be at least a minute')
    .max(168 * hourMs, 'must be at most 7 days')
    .default(24 * hourMs),
});

/** Secrets that sign now, the primary one first. A primary one whose window is over has left its place. */
export async function liveSecrets(ctx: Ctx, endpointId: EndpointId) {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .select()
    .from(endpointSecrets)
    .where(
      and(
        eq(endpointSecrets.endpointId, endpointId),
        or(isNull(endpointSecrets.expiresAt), gt(endpointSecrets.expiresAt, now)),
      ),
    )
    .orderBy(endpointSecrets.createdAt);
  return rows.sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
}

/** Every secret that still exists, ended ones included: what was sent can be checked while its body is kept. */
export function keptSecrets(ctx: Ctx, endpointId: EndpointId) {
  return ctx.db.select().from(endpointSecrets).where(eq(endpointSecrets.endpointId, endpointId));
}

/**
 * Gives an endpoint a second secret. Until the window ends both sign `webhook-signature`, and `X-Okta-Signature`
 * stays with the old one until it is promoted by hand or the window ends (contract: Webhooks). The new secret is in
 * this answer and never shown again. Throws `not_found`, `forbidden`, and `conflict` inside the window of another
 * rotation.
 */
export async function rotateSecret(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<{ secret: string; endsAt: Date }> {
  const { endpointId, overlapMs } = parseInput(Input, input);
  return inTransaction(ctx, async (ctx) => {
    const endpoint = await requireEndpoint(ctx, endpointId, 'change');
    const live = await liveSecrets(ctx, endpoint.id);
    if (live.length > 1) {
      throw new AppError('conflict', {
        message: 'A rotation of this secret is under way. Wait for its end before the next one.',
      });
    }
    const [current] = live;
    invariant(current, 'an endpoint has a live secret');
    const now = ctx.clock.now();
    const endsAt = new Date(now.getTime() + overlapMs);
    await ctx.db
      .update(endpointSecrets)
      .set({ isPrimary: false })
      .where(and(eq(endpointSecrets.endpointId, endpoint.id), lte(endpointSecrets.expiresAt, now)));
    await ctx.db
      .update(endpointSecrets)
      .set({ isPrimary: true, expiresAt: endsAt })
      .where(eq(endpointSecrets.id, current.id));
    const secret = newSecret();
    await storeSecret(ctx, { endpointId: endpoint.id, text: secret, isPrimary: false });
    await recordAudit(ctx, {
      orgId: endpoint.orgId,
      action: 'webhook_endpoint.secret_rotated',
      subject: endpoint.id,
      details: { both_sign_until: endsAt.toISOString() },
    });
    return { secret, endsAt };
  });
}

/**
 * Keys `X-Okta-Signature` with the new secret before the window ends; the old one goes on signing
 * `webhook-signature` until then. Throws `not_found`, `forbidden`, and `conflict` when no rotation is under way.
 */
export async function promoteSecret(ctx: Ctx, input: { endpointId: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const endpoint = await requireEndpoint(ctx, input.endpointId, 'change');
    const [primary, next] = await liveSecrets(ctx, endpoint.id);
    if (!primary || !next || next.expiresAt !== null) {
      throw new AppError('conflict', {
        message: 'No rotation of this secret is under way, or its new secret is in use already.',
      });
    }
    const set = (id: typeof next.id, isPrimary: boolean) =>
      ctx.db.update(endpointSecrets).set({ isPrimary }).where(eq(endpointSecrets.id, id));
    await set(primary.id, false);
    await set(next.id, true);
    await recordAudit(ctx, {
      orgId: endpoint.orgId,
      action: 'webhook_endpoint.secret_promoted',
      subject: endpoint.id,
    });
  });
}
