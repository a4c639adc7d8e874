import { verifyAttemptSignature } from '#lib/domain/deliveries/verify-signature.ts';
import { answerJson } from '../../../../../answer.ts';

type Context = { params: Promise<{ app: string; delivery: string }> };

/** `?attempt=1`: whether the signature of that attempt is right under the endpoint's secret. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app: appId, delivery: deliveryId } = await params;
  const attemptNumber = Number(new URL(request.url).searchParams.get('attempt'));
  return answerJson(request, (ctx) =>
    verifyAttemptSignature(ctx, { appId, deliveryId, attemptNumber }),
  );
}
