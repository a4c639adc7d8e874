import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { installations } from '#lib/db/schema/apps.ts';
import type { InstallationId } from '#lib/std/ids.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { emitEvent } from '../events/emit.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { requireInstallation } from './require-installation.ts';
import { partnerScopes } from './scopes.ts';

const Input = z.strictObject({
  installationId: z.custom<InstallationId>((id) => typeof id === 'string'),
  /** All that shall be granted from now on. */
  scopes: z.array(z.enum(partnerScopes)),
});

/**
 * A tenant grants more scopes or takes some back; it holds on the next request of every token. Fires
 * `app.scopes.updated` with the difference, and nothing when there is none. Throws `not_found`, `forbidden` and
 * `validation_failed`.
 */
export async function changeScopes(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<{ added: string[]; removed: string[] }> {
  const { installationId, scopes } = parseInput(Input, input);
  const changed = await inTransaction(ctx, async (ctx) => {
    const found = await requireInstallation(ctx, installationId);
    const granted: string[] = [...new Set(scopes)].sort();
    const added = granted.filter((scope) => !found.scopes.includes(scope));
    const removed = found.scopes.filter((scope) => !granted.includes(scope));
    if (added.length === 0 && removed.length === 0) return { added, removed };
    await ctx.db
      .update(installations)
      .set({ scopes: granted })
      .where(eq(installations.id, installationId));
    await recordAudit(ctx, {
      orgId: found.orgId,
      action: 'app.scopes.updated',
      subject: installationId,
      details: { added, removed },
    });
    await emitEvent(ctx, {
      tenantId: found.tenantId,
      orgId: found.tenantOrgId,
      type: 'app.scopes.updated',
      data: {
        installation: { id: installationId, module: found.module, scopes: granted },
        added,
        removed,
      },
      timeZone: found.timeZone,
      only: { appId: found.appId, installationId },
    });
    return { added, removed };
  });
  wakeDeliveries();
  return changed;
}
