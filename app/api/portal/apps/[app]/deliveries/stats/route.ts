import { deliveryStats } from '#lib/domain/deliveries/delivery-stats.ts';
import { filtersOf } from '#lib/domain/deliveries/schemas.ts';
import { answerJson } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  const filters = filtersOf(new URL(request.url).searchParams);
  return answerJson(request, (ctx) => deliveryStats(ctx, { appId, filters }));
}
