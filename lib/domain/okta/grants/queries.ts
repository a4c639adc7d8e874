import { asc, eq } from 'drizzle-orm';
import { oktaUsers } from '#lib/db/schema/okta.ts';
import { newOktaId } from '#lib/std/okta-ids.ts';
import type { OktaCtx } from '../okta-ctx.ts';

/** The org's first user, who stands for its administrator: tokens are of the portal's people, not of the org's. */
export async function findAdmin(ctx: OktaCtx): Promise<string> {
  const [row] = await ctx.db
    .select({ id: oktaUsers.id })
    .from(oktaUsers)
    .where(eq(oktaUsers.oktaOrgId, ctx.oktaOrgId))
    .orderBy(asc(oktaUsers.seq))
    .limit(1);
  return row?.id ?? newOktaId('user', ctx.random);
}
