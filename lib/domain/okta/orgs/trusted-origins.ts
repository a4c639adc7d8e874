import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { assertMayChange } from '../../access.ts';
import { recordAudit } from '../../audit/record.ts';
import type { Ctx } from '../../ctx.ts';
import { parseInput } from '../../parse-input.ts';
import { inTransaction } from '../../transaction.ts';
import { ensureOktaOrg } from './ensure-okta-org.ts';
import { deleteOrigin, findOktaOrgId, insertOrigin, listOriginRows } from './queries.ts';
import { mostOrigins } from './schemas.ts';

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

/**
 * Lets pages of an origin read the org (contract, C1-51); one that is trusted already stays so. Throws `not_found`,
 * `forbidden`, `validation_failed`, and `conflict` when there are too many.
 */
export async function addTrustedOrigin(ctx: Ctx, input: z.input<typeof Input>): Promise<void> {
  const { orgId, origin } = parseInput(Input, input);
  assertMayChange(ctx, orgId);
  await inTransaction(ctx, async (ctx) => {
    const { oktaOrgId } = await ensureOktaOrg(ctx, { orgId });
    const row = { oktaOrgId, origin, createdAt: ctx.clock.now() };
    if (!(await insertOrigin(ctx.db, row))) return;
    if ((await listOriginRows(ctx.db, oktaOrgId)).length > mostOrigins) {
      const message = `An org trusts at most ${mostOrigins} origins. Remove one first.`;
      throw new AppError('conflict', { message });
    }
    const details = { origin };
    await recordAudit(ctx, { orgId, action: 'okta_origin.trusted', subject: oktaOrgId, details });
  });
}

const Removal = z.strictObject({ orgId: Input.shape.orgId, origin: z.string().max(300) });

/**
 * Pages of an origin read the org no more; one that is not trusted stays so. Browsers forget the answer to their own
 * question after ten minutes; what they may read ends at once. Throws `not_found`, `forbidden`.
 */
export async function removeTrustedOrigin(ctx: Ctx, input: z.input<typeof Removal>): Promise<void> {
  const { orgId, origin } = parseInput(Removal, input);
  assertMayChange(ctx, orgId);
  await inTransaction(ctx, async (ctx) => {
    const oktaOrgId = await findOktaOrgId(ctx.db, orgId);
    if (oktaOrgId === null || !(await deleteOrigin(ctx.db, oktaOrgId, origin))) return;
    const details = { origin };
    await recordAudit(ctx, { orgId, action: 'okta_origin.removed', subject: oktaOrgId, details });
  });
}
