import { and, eq, isNull, ne } from 'drizzle-orm';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { assertMayChange, assertMayLook } from '../access.ts';
import type { Ctx } from '../ctx.ts';

export type EndpointRow = typeof webhookEndpoints.$inferSelect;

/**
 * The endpoint that something is done to. One that is deleted, absent or another organization's is `not_found`;
 * `change` locks the row for the transaction and refuses viewers with `forbidden`.
 */
export async function requireEndpoint(
  ctx: Ctx,
  endpointId: string,
  intent: 'read' | 'change',
): Promise<EndpointRow> {
  const { actor } = ctx;
  assertMayLook(ctx);
  if (!isId('whe', endpointId)) throw new AppError('not_found');
  const query = ctx.db
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.id, endpointId),
        isNull(webhookEndpoints.deletedAt),
        // A bridge is part of its app and has verbs of its own.
        ne(webhookEndpoints.kind, 'bridge'),
      ),
    );
  const [row] = await (intent === 'change' ? query.for('no key update') : query);
  if (!row || (actor.type === 'user' && actor.orgId !== row.orgId)) throw new AppError('not_found');
  if (intent === 'change') assertMayChange(ctx, row.orgId);
  return row;
}
