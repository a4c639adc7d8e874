import { z } from 'zod';
import { oktaTrustedOrigins } from '#lib/db/schema/okta.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { assertMayChange } from '../../access.ts';
import { recordAudit } from '../../audit/record.ts';
import type { Ctx } from '../../ctx.ts';
import { parseInput } from '../../parse-input.ts';
import { inTransaction } from '../../transaction.ts';
import { ensureOktaOrg } from './ensure-okta-org.ts';

const Input = z.strictObject({
  orgId: z.custom<OrgId>((id) => typeof id === 'string'),
  /** Scheme, host and port as a browser sends them: `https://app.example.com`. */
  origin: z
    .string()
    .max(300)
    .refine(
      (text) => URL.canParse(text) && new URL(text).origin === text && text.startsWith('http'),
      'must be an origin such as https://app.example.com',
    ),
});

/** Lets pages of an origin read the org (contract, C1-51). Throws `not_found`, `forbidden`, `validation_failed`. */
export async function addTrustedOrigin(ctx: Ctx, input: z.input<typeof Input>): Promise<void> {
  const { orgId, origin } = parseInput(Input, input);
  assertMayChange(ctx, orgId);
  await inTransaction(ctx, async (ctx) => {
    const { oktaOrgId } = await ensureOktaOrg(ctx, { orgId });
    await ctx.db
      .insert(oktaTrustedOrigins)
      .values({ oktaOrgId, origin, createdAt: ctx.clock.now() })
      .onConflictDoNothing();
    const details = { origin };
    await recordAudit(ctx, { orgId, action: 'okta_origin.trusted', subject: oktaOrgId, details });
  });
}
