import { revokeOktaToken } from '#lib/domain/okta/orgs/tokens.ts';
import { AppError } from '#lib/errors.ts';
import { answerJson, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ token: string }> };

/** `{"action": "revoke"}`: the very next request with the token is refused. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token: tokenId } = await params;
  return answerJson(request, async (ctx) => {
    const { action } = await bodyOf(request);
    if (action !== 'revoke') throw new AppError('bad_request');
    return revokeOktaToken(ctx, { orgId: ctx.actor.orgId, tokenId });
  });
}
