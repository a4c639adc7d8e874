import { requireApp } from '#lib/domain/apps/require-app.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import { findTokens } from '#lib/domain/tokens/list-tokens.ts';
import { answerJson, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app } = await params;
  const query = new URL(request.url).searchParams;
  const asked = { typed: query.get('schools'), page: query.get('page') };
  return answerJson(request, (ctx) => findTokens(ctx, app, asked));
}

/** Issues a token to an installation; the answer holds it, once. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app } = await params;
  return answerJson(request, async (ctx) => {
    await requireApp(ctx, app, 'change');
    const { tokenId, installationId, scopes } = await bodyOf(request);
    // The verb's schema judges each of them.
    const input = { tokenId, installationId, scopes } as Parameters<typeof issueToken>[1];
    return issueToken(ctx, input);
  });
}
