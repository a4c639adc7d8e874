import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { getConfig } from '#lib/config/runtime.ts';
import { organizations } from '#lib/db/schema/identity.ts';
import { oktaOrgs } from '#lib/db/schema/okta.ts';
import { AppError } from '#lib/errors.ts';
import { createSealer } from '#lib/std/aead.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { newOktaId } from '#lib/std/okta-ids.ts';
import { assertMayChange } from '../../access.ts';
import type { Ctx } from '../../ctx.ts';
import { parseInput } from '../../parse-input.ts';
import { inTransaction } from '../../transaction.ts';
import { sealerPurpose } from '../okta-ctx.ts';
import { fillOrg } from '../seed/fill-org.ts';

const Input = z.strictObject({ orgId: z.custom<OrgId>((id) => typeof id === 'string') });

function subdomainOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const stem = words.replace(/^-+|-+$/g, '').slice(0, 30) || 'partner';
  return `${stem}-${randomBytes(3).toString('hex')}`;
}

/**
 * The Okta sandbox org of a partner organization; made and filled with groups, people and apps the first time.
 * Safe when asked twice at once. Throws `not_found` for an organization that is absent or another's, `forbidden`.
 */
export async function ensureOktaOrg(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<{ oktaOrgId: string }> {
  const { orgId } = parseInput(Input, input);
  assertMayChange(ctx, orgId);
  return inTransaction(ctx, async (ctx) => {
    const find = () =>
      ctx.db.select({ id: oktaOrgs.id }).from(oktaOrgs).where(eq(oktaOrgs.orgId, orgId));
    const [found] = await find();
    if (found) return { oktaOrgId: found.id };
    // The lock on the organization makes the second of two wait, and then find what the first has made.
    const [owner] = await ctx.db
      .select({ name: organizations.name })
      .from(organizations)
      .where(eq(organizations.id, orgId))
      .for('update');
    if (!owner) throw new AppError('not_found');
    const [meanwhile] = await find();
    if (meanwhile) return { oktaOrgId: meanwhile.id };
    const row = {
      id: newOktaId('org'),
      orgId,
      subdomain: subdomainOf(owner.name),
      userTypeId: newOktaId('userType'),
      createdAt: ctx.clock.now(),
    };
    await ctx.db.insert(oktaOrgs).values(row);
    const { secret, portalUrl } = getConfig();
    await fillOrg({
      ...ctx,
      oktaOrgId: row.id,
      subdomain: row.subdomain,
      userTypeId: row.userTypeId,
      baseUrl: portalUrl,
      sealer: createSealer(secret, sealerPurpose),
      random: randomBytes,
    });
    return { oktaOrgId: row.id };
  });
}
