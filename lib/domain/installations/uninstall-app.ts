import { eq } from 'drizzle-orm';
import { installations } from '#lib/db/schema/apps.ts';
import type { InstallationId } from '#lib/std/ids.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { emitEvent } from '../events/emit.ts';
import { inTransaction } from '../transaction.ts';
import { requireInstallation } from './require-installation.ts';

/**
 * A tenant removes an app: its tokens stop working at once, and `app.uninstalled` tells the app. Throws `not_found`
 * and `forbidden`.
 */
export async function uninstallApp(
  ctx: Ctx,
  input: { installationId: InstallationId },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const found = await requireInstallation(ctx, input.installationId);
    await ctx.db
      .update(installations)
      .set({ uninstalledAt: ctx.clock.now() })
      .where(eq(installations.id, found.installationId));
    const { installationId: id, module, scopes } = found;
    await recordAudit(ctx, { orgId: found.orgId, action: 'app.uninstalled', subject: id });
    await emitEvent(ctx, {
      tenantId: found.tenantId,
      orgId: found.tenantOrgId,
      type: 'app.uninstalled',
      data: { installation: { id, module, scopes } },
      timeZone: found.timeZone,
      only: { appId: found.appId, installationId: id },
    });
  });
  wakeDeliveries();
}
