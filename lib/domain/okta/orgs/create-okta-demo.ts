import type { OrgId } from '#lib/std/ids.ts';
import type { Ctx } from '../../ctx.ts';
import { inTransaction } from '../../transaction.ts';
import { issueOktaBearer, issueOktaToken } from './tokens.ts';
import { addTrustedOrigin } from './trusted-origins.ts';

export type OktaDemo = {
  token: string;
  /** An access token with nothing but `okta.apps.read`. */
  bearerRead: string;
  trustedOrigin: string;
};

/** What a demo needs of an organization's Okta org: both kinds of token, and an origin that may read. Throws `forbidden`. */
export async function createOktaDemo(
  ctx: Ctx,
  {
    orgId,
    trustedOrigin = 'https://app.noor-academy.example',
  }: { orgId: OrgId; trustedOrigin?: string },
): Promise<OktaDemo> {
  return inTransaction(ctx, async (ctx) => {
    const { token } = await issueOktaToken(ctx, { orgId, name: 'Demo' });
    const bearer = await issueOktaBearer(ctx, { orgId, scopes: ['okta.apps.read'] });
    await addTrustedOrigin(ctx, { orgId, origin: trustedOrigin });
    return { token, bearerRead: bearer.token, trustedOrigin };
  });
}
