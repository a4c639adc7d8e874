import { and, eq } from 'drizzle-orm';
import { type OktaAppStatus, oktaApps, oktaPolicies } from '#lib/db/schema/okta.ts';
import { isOktaId } from '#lib/std/okta-ids.ts';
import { inOktaTransaction, type OktaCtx } from '../okta-ctx.ts';
import { notFound, OktaError } from '../okta-error.ts';
import { findApp } from './queries.ts';

const one = (ctx: OktaCtx, appId: string) =>
  and(eq(oktaApps.oktaOrgId, ctx.oktaOrgId), eq(oktaApps.id, appId));

/** Activates or deactivates an app; the same state again changes nothing (contract, Okta 6.2). Throws `E0000007`. */
export async function setAppStatus(
  ctx: OktaCtx,
  input: { appId: string; status: OktaAppStatus },
): Promise<void> {
  await inOktaTransaction(ctx, async (ctx) => {
    const row = await findApp(ctx, input.appId, true);
    if (row.status === input.status) return;
    await ctx.db
      .update(oktaApps)
      .set({ status: input.status, updatedAt: ctx.clock.now() })
      .where(one(ctx, row.id));
  });
}

/** Removes an inactive app with all that belongs to it. Throws `E0000007`, `E0000056` (contract, Okta 6.4). */
export async function deleteApp(ctx: OktaCtx, input: { appId: string }): Promise<void> {
  await inOktaTransaction(ctx, async (ctx) => {
    const row = await findApp(ctx, input.appId, true);
    if (row.status === 'ACTIVE') {
      const causes = ['The application must be deactivated before deletion.'];
      throw new OktaError('E0000056', { causes });
    }
    await ctx.db.delete(oktaApps).where(one(ctx, row.id));
  });
}

/** Puts an app under a policy of the org. Throws `E0000007` for either (contract, C2-80). */
export async function setAppPolicy(
  ctx: OktaCtx,
  input: { appId: string; policyId: string },
): Promise<void> {
  await inOktaTransaction(ctx, async (ctx) => {
    const row = await findApp(ctx, input.appId, true);
    const [policy] = isOktaId('policy', input.policyId)
      ? await ctx.db
          .select({ id: oktaPolicies.id })
          .from(oktaPolicies)
          .where(
            and(eq(oktaPolicies.oktaOrgId, ctx.oktaOrgId), eq(oktaPolicies.id, input.policyId)),
          )
      : [];
    if (!policy) throw notFound(input.policyId, 'Policy');
    await ctx.db
      .update(oktaApps)
      .set({ policyId: policy.id, updatedAt: ctx.clock.now() })
      .where(one(ctx, row.id));
  });
}
