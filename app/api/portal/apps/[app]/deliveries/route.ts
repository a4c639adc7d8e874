import { listDeliveries } from '#lib/domain/deliveries/list-deliveries.ts';
import { filtersOf } from '#lib/domain/deliveries/schemas.ts';
import { answerJson } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  const { searchParams } = new URL(request.url);
  return answerJson(request, (ctx) =>
    listDeliveries(ctx, {
      appId,
      filters: filtersOf(searchParams),
      before: searchParams.get('before'),
    }),
  );
}
