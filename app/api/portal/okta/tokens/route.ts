import { issueOktaBearer, issueOktaToken } from '#lib/domain/okta/orgs/tokens.ts';
import { AppError } from '#lib/errors.ts';
import { answerJson, bodyOf } from '../../answer.ts';

/**
 * `{"kind": "api", "name": …}` makes an SSWS token, `{"kind": "access", "scopes": […], "livesMs": …}` an access token;
 * the answer holds it, once.
 */
export function POST(request: Request): Promise<Response> {
  return answerJson(request, async (ctx) => {
    const { kind, tokenId, name, scopes, livesMs } = await bodyOf(request);
    const { orgId } = ctx.actor;
    // The verbs' schemas judge what was sent.
    if (kind === 'api') {
      const input = { orgId, tokenId, name } as Parameters<typeof issueOktaToken>[1];
      return issueOktaToken(ctx, input);
    }
    if (kind !== 'access') throw new AppError('bad_request');
    const input = { orgId, tokenId, scopes, livesMs } as Parameters<typeof issueOktaBearer>[1];
    return issueOktaBearer(ctx, input);
  });
}
