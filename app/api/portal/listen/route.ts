import { openListener } from '#lib/domain/listeners/open-listener.ts';
import { answerToken, bodyOf } from '../answer.ts';

/** `{"forwardUrl": …}`: opens a listener for the installation of the Bearer token; answers its secret, once. */
export async function POST(request: Request): Promise<Response> {
  return answerToken(request, async (ctx) => {
    const { forwardUrl } = await bodyOf(request);
    return openListener(ctx, { forwardUrl: String(forwardUrl ?? '') });
  });
}
