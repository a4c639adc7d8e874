import { auditEntries } from '#lib/db/schema/identity.ts';
import { newId, type OrgId } from '#lib/std/ids.ts';
import { actorName, type Ctx } from '../ctx.ts';

/**
 * Leaves the trace of a privileged act. Call it inside the transaction of the act, so that neither exists
 * without the other. `details` holds no secret.
 */
export async function recordAudit(
  ctx: Ctx,
  entry: {
    orgId: OrgId | null;
    /** `entity.verb` in the past, such as `app.created`. */
    action: string;
    /** The id that it was done to. */
    subject: string;
    details?: Record<string, unknown>;
  },
): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.insert(auditEntries).values({
    id: newId('aud', now.getTime()),
    orgId: entry.orgId,
    actor: actorName(ctx.actor),
    action: entry.action,
    subject: entry.subject,
    details: entry.details ?? {},
    clientAddress: ctx.clientAddress,
    createdAt: now,
  });
}

/** What an act changed, for its details: only the fields that differ, as they were and as they are. */
export function changeOf(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const differs = Object.keys(after).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const pick = (from: Record<string, unknown>) =>
    Object.fromEntries(differs.map((name) => [name, from[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}
