import { createEndpoint } from '#lib/domain/webhooks/create-endpoint.ts';
import { answerJson, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

/** Adds an endpoint; the answer holds its secret, once. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  return answerJson(request, async (ctx) => {
    // The verb's schema judges each field.
    const input = { ...(await bodyOf(request)), appId } as Parameters<typeof createEndpoint>[1];
    return createEndpoint(ctx, input);
  });
}
