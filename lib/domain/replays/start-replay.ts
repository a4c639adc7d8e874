import { z } from 'zod';
import { type ReplaySelection, replayJobs } from '#lib/db/schema/recovery.ts';
import { AppError } from '#lib/errors.ts';
import { type AppId, isId, isUuid, newId, type ReplayJobId } from '#lib/std/ids.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { requireApp } from '../apps/require-app.ts';
import { recordAudit } from '../audit/record.ts';
import { actorName, type Ctx } from '../ctx.ts';
import { leastIdAt, momentOf } from '../deliveries/moments.ts';
import { isEventType } from '../events/catalog.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { requireEndpoint } from '../webhooks/require-endpoint.ts';
import { countSelected } from './queries.ts';
import { mostIds, type ReplayPreview } from './schemas.ts';

const Input = z
  .strictObject({
    appId: z.string(),
    /** Chosen by the asker, so that asking twice starts one replay. */
    jobId: z.custom<ReplayJobId>((id) => isId('job', id)).optional(),
    what: z.enum(['failed', 'held', 'failed_and_held', 'all']),
    endpointId: z.string().optional(),
    eventType: z.string().refine(isEventType, 'is not an event').optional(),
    since: z.string().max(40).optional(),
    ids: z
      .array(z.string().refine(isUuid, 'must be ids of deliveries'))
      .min(1)
      .max(mostIds)
      .optional(),
    perSecond: z.int().min(1, 'must be at least 1').max(100, 'must be at most 100').default(10),
  })
  .refine(({ what, since, ids }) => what !== 'all' || since !== undefined || ids !== undefined, {
    path: ['since'],
    message: 'must say since when: this also sends again what was delivered',
  });

type Asked = z.output<typeof Input>;

const statusesOf: Record<Asked['what'], ReplaySelection['statuses']> = {
  failed: ['failed'],
  held: ['held'],
  failed_and_held: ['failed', 'held'],
  all: ['failed', 'held', 'delivered'],
};

async function select(ctx: Ctx, asked: Asked, appId: AppId): Promise<ReplaySelection> {
  const { what, endpointId, eventType, since, ids } = asked;
  const selection: ReplaySelection = { statuses: statusesOf[what] };
  if (endpointId !== undefined) {
    const endpoint = await requireEndpoint(ctx, endpointId, 'read');
    if (endpoint.appId !== appId) throw new AppError('not_found');
    selection.endpointId = endpoint.id;
  }
  if (eventType !== undefined) selection.eventType = eventType;
  if (ids !== undefined) selection.ids = ids;
  if (since !== undefined) {
    const at = momentOf(since, ctx.clock.now());
    if (Number.isNaN(at) || at < 0) {
      throw new AppError('validation_failed', {
        details: { errors: { since: ['must be a moment in ISO 8601, or a span such as 24h'] } },
      });
    }
    selection.since = new Date(at).toISOString();
  }
  return selection;
}

async function count(ctx: Ctx, appId: AppId, selection: ReplaySelection): Promise<ReplayPreview> {
  const rows = await countSelected(ctx.db, appId, selection);
  const of = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  return { total, failed: of('failed'), held: of('held'), delivered: of('delivered') };
}

/** How many deliveries a replay would bring back. Throws `not_found` or `validation_failed`. */
export async function previewReplay(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<ReplayPreview> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const selection = await select(ctx, parseInput(Input, input), appId);
  return count(ctx, appId, selection);
}

/**
 * Begins a replay: the worker puts `perSecond` deliveries a second back in the queue, the oldest first, each under its
 * own id and with the whole schedule. Throws `not_found`, `forbidden`, `validation_failed`, and `conflict` when the
 * endpoint is disabled, there is nothing to replay, or the chosen id stands already.
 */
export async function startReplay(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<{ jobId: ReplayJobId; total: number }> {
  const { orgId, appId } = await requireApp(ctx, input.appId, 'change');
  const asked = parseInput(Input, input);
  const made = await inTransaction(ctx, async (ctx) => {
    const selection = await select(ctx, asked, appId);
    if (selection.endpointId !== undefined) {
      const endpoint = await requireEndpoint(ctx, selection.endpointId, 'change');
      if (!endpoint.enabled) {
        throw new AppError('conflict', {
          message: 'The endpoint is disabled. Enable it first, then replay.',
        });
      }
    }
    const { total } = await count(ctx, appId, selection);
    if (total === 0) {
      throw new AppError('conflict', { message: 'Nothing of that kind is there to replay.' });
    }
    const now = ctx.clock.now();
    const jobId = asked.jobId ?? newId('job', now.getTime());
    await insertJob(ctx, {
      id: jobId,
      orgId,
      appId,
      selection,
      perSecond: asked.perSecond,
      status: 'running',
      total,
      untilId: leastIdAt(now.getTime() + 1),
      nextStepAt: now,
      createdBy: actorName(ctx.actor),
      createdAt: now,
    });
    await recordAudit(ctx, {
      orgId,
      action: 'replay.started',
      subject: jobId,
      details: { ...selection, ids: selection.ids?.length, total },
    });
    return { jobId, total };
  });
  wakeDeliveries();
  return made;
}

async function insertJob(ctx: Ctx, row: typeof replayJobs.$inferInsert): Promise<void> {
  const made = await ctx.db
    .insert(replayJobs)
    .values(row)
    .onConflictDoNothing({ target: replayJobs.id })
    .returning({ id: replayJobs.id });
  if (made.length === 0) {
    throw new AppError('conflict', { message: 'This replay was started already.' });
  }
}
