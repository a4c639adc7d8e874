import { addTrustedOrigin, removeTrustedOrigin } from '#lib/domain/okta/orgs/trusted-origins.ts';
import { AppError } from '#lib/errors.ts';
import { answerJson, bodyOf } from '../../answer.ts';

/** `{"action": "add" | "remove", "origin": "https://app.example.com"}` */
export function POST(request: Request): Promise<Response> {
  return answerJson(request, async (ctx) => {
    const { action, origin } = await bodyOf(request);
    // The verbs' schemas judge it.
    const input = { orgId: ctx.actor.orgId, origin: origin as string };
    if (action === 'add') return addTrustedOrigin(ctx, input);
    if (action !== 'remove') throw new AppError('bad_request');
    return removeTrustedOrigin(ctx, input);
  });
}
