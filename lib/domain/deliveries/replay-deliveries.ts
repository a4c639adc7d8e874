import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { requireEndpoint } from '../webhooks/require-endpoint.ts';
import { countReplayable, queueReplay, type Replayable } from './queries.ts';

const Input = z.strictObject({
  endpointId: z.string(),
  statuses: z.array(z.enum(['failed', 'held'])).min(1, 'must name at least one state'),
});

/** How many deliveries of an endpoint failed or are held, and could be replayed. Throws `not_found`. */
export async function previewReplay(
  ctx: Ctx,
  input: { endpointId: string },
): Promise<Record<Replayable, number>> {
  const endpoint = await requireEndpoint(ctx, input.endpointId, 'read');
  return countReplayable(ctx.db, endpoint.id);
}

/**
 * Sends an endpoint's failed or held deliveries again, each under its own id and with the whole schedule. The worker's
 * four at a time keep the receiver from being flooded. Throws `not_found`, `forbidden`, and `conflict` while the
 * endpoint is disabled.
 */
export async function replayDeliveries(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<{ count: number }> {
  const { endpointId, statuses } = parseInput(Input, input);
  const result = await inTransaction(ctx, async (ctx) => {
    const endpoint = await requireEndpoint(ctx, endpointId, 'change');
    if (!endpoint.enabled) {
      throw new AppError('conflict', {
        message: 'The endpoint is disabled. Enable it first, then replay.',
      });
    }
    const count = await queueReplay(ctx.db, endpoint.id, statuses, ctx.clock.now());
    await recordAudit(ctx, {
      orgId: endpoint.orgId,
      action: 'webhook_endpoint.replayed',
      subject: endpoint.id,
      details: { statuses, count },
    });
    return { count };
  });
  wakeDeliveries();
  return result;
}
