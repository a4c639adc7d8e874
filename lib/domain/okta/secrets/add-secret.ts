import { hash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { oktaAppSecrets } from '#lib/db/schema/okta-apps.ts';
import { invariant } from '#lib/std/invariant.ts';
import { newClientSecret, newOktaId } from '#lib/std/okta-ids.ts';
import type { OktaCtx } from '../okta-ctx.ts';
import { invalid } from '../okta-error.ts';

export type SecretRow = typeof oktaAppSecrets.$inferSelect;

/** The name of the object in errors. */
export const secretType = 'OAuth2ClientSecretMediated';
const secretsAtMost = 2;

export const ofSecrets = (ctx: OktaCtx, appId: string) =>
  and(eq(oktaAppSecrets.oktaOrgId, ctx.oktaOrgId), eq(oktaAppSecrets.appId, appId));

export async function listSecretRows(ctx: OktaCtx, appId: string): Promise<SecretRow[]> {
  return ctx.db
    .select()
    .from(oktaAppSecrets)
    .where(ofSecrets(ctx, appId))
    .orderBy(asc(oktaAppSecrets.seq));
}

/**
 * Adds an active secret, a generated one when none is given. Only its hash is kept: it is shown by the caller now or
 * never. Call it with the app's row locked. Throws `E0000001` when two are there already (contract, Okta 6.8).
 */
export async function addSecret(
  ctx: OktaCtx,
  appId: string,
  given: string | null,
): Promise<{ row: SecretRow; secret: string }> {
  if ((await listSecretRows(ctx, appId)).length >= secretsAtMost) {
    const cause = 'You have reached the maximum number of client secrets per client.';
    throw invalid(secretType, cause);
  }
  const secret = given ?? newClientSecret(ctx.random);
  const now = ctx.clock.now();
  const [row] = await ctx.db
    .insert(oktaAppSecrets)
    .values({
      oktaOrgId: ctx.oktaOrgId,
      appId,
      id: newOktaId('secret', ctx.random),
      hash: hash('sha256', secret, 'buffer'),
      status: 'ACTIVE',
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  invariant(row, 'an inserted secret comes back');
  return { row, secret };
}
