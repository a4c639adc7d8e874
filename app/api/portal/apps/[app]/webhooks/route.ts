import { createEndpoint } from '#lib/domain/webhooks/create-endpoint.ts';
import { answerJson, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

/** Adds an endpoint; the answer holds its secret, once. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  return answerJson(request, async (ctx) => {
    const { url, events, description } = await bodyOf(request);
    // The verb's schema judges each of them.
    const input = { appId, url, events, description } as Parameters<typeof createEndpoint>[1];
    return createEndpoint(ctx, input);
  });
}
