import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { apps, installations, tenants } from '#lib/db/schema/apps.ts';
import { AppError } from '#lib/errors.ts';
import { type AppId, type InstallationId, newId } from '#lib/std/ids.ts';
import { assertMayChange } from '../access.ts';
import { recordAudit } from '../audit/record.ts';
import { handOverToken } from '../bridge/hand-over-token.ts';
import type { Ctx } from '../ctx.ts';
import { emitEvent } from '../events/emit.ts';
import { parseInput } from '../parse-input.ts';
import { issueToken } from '../tokens/issue-token.ts';
import { inTransaction } from '../transaction.ts';
import { partnerScopes } from './scopes.ts';

const Input = z.strictObject({
  appId: z.custom<AppId>((id) => typeof id === 'string'),
  tenantId: z.int().positive(),
  scopes: z.array(z.enum(partnerScopes)),
});

/**
 * A tenant installs an app and grants scopes: the installation gets its token (contract, Authentication), which the
 * app's bridge is handed (`handOverId` is that delivery; null: there is no bridge), and `app.installed` fires. Sandbox tenants install any app of their own organization, others only approved ones.
 * Throws `not_found`, `forbidden`, and `conflict` when the app is installed there already.
 */
export async function installApp(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<{ installationId: InstallationId; token: string; handOverId: string | null }> {
  const { appId, tenantId, scopes } = parseInput(Input, input);
  return inTransaction(ctx, async (ctx) => {
    const [app] = await ctx.db.select().from(apps).where(eq(apps.id, appId));
    const [tenant] = await ctx.db.select().from(tenants).where(eq(tenants.id, tenantId));
    if (!app || !tenant) throw new AppError('not_found');
    assertMayChange(ctx, tenant.orgId);
    const open = app.status === 'approved' || app.status === 'published';
    if (app.orgId !== tenant.orgId && !open) throw new AppError('not_found');
    const now = ctx.clock.now();
    const installationId = newId('ins', now.getTime());
    const granted = [...new Set(scopes)].sort();
    const made = await ctx.db
      .insert(installations)
      .values({
        id: installationId,
        orgId: app.orgId,
        appId,
        tenantId,
        scopes: granted,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: installations.id });
    if (made.length === 0) {
      throw new AppError('conflict', {
        message: 'The app is already installed in this tenant.',
        details: { field: 'app_id' },
      });
    }
    await recordAudit(ctx, {
      orgId: app.orgId,
      action: 'app.installed',
      subject: installationId,
      details: { app_id: appId, tenant_id: tenantId, scopes: granted },
    });
    // The tenant's word is enough for the token, also when the app is another organization's.
    const { token } = await issueToken(
      { ...ctx, actor: { type: 'system' } },
      { installationId, kind: 'installation' },
    );
    const handOverId = await handOverToken(ctx, {
      installationId,
      event: 'app.token.issued',
      token,
      previousTokenExpiresAt: null,
    });
    await emitEvent(ctx, {
      tenantId,
      orgId: tenant.orgId,
      type: 'app.installed',
      data: { installation: { id: installationId, module: app.slug, scopes: granted } },
      timeZone: tenant.timeZone,
      only: { appId, installationId },
    });
    return { installationId, token, handOverId };
  });
}
