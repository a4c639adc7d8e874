import { cancelRetries } from '#lib/domain/deliveries/cancel-retries.ts';
import { getDelivery } from '#lib/domain/deliveries/get-delivery.ts';
import { resendDelivery } from '#lib/domain/deliveries/resend-delivery.ts';
import { AppError } from '#lib/errors.ts';
import { answerApp, answerJson, bodyOf } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string; delivery: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app: appId, delivery: deliveryId } = await params;
  return answerJson(request, (ctx) => getDelivery(ctx, { appId, deliveryId }));
}

/** `{"action": "resend" | "cancel"}` */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app: appId, delivery: deliveryId } = await params;
  return answerApp(request, appId, async (ctx) => {
    const { action } = await bodyOf(request);
    if (action === 'resend') await resendDelivery(ctx, { deliveryId });
    else if (action === 'cancel') await cancelRetries(ctx, { deliveryId });
    else throw new AppError('bad_request');
    return getDelivery(ctx, { appId, deliveryId });
  });
}
