import { checkSignature } from '#lib/domain/webhooks/check-signature.ts';
import { answerJson, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };
const mostBytes = 100_000;

/** Explains a pasted signature; changes nothing and keeps nothing. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  return answerJson(request, async (ctx) => {
    // The verb's schema judges each field.
    const input = { ...(await bodyOf(request, mostBytes)), appId } as Parameters<
      typeof checkSignature
    >[1];
    return checkSignature(ctx, input);
  });
}
