import { exportDeliveries, exportFormats } from '#lib/domain/deliveries/export-deliveries.ts';
import { filtersOf } from '#lib/domain/deliveries/schemas.ts';
import { answerText } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string }> };
const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' };

/** `?format=csv|ndjson` and the filters of the list: a file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  const { searchParams } = new URL(request.url);
  const format = exportFormats.find((name) => name === searchParams.get('format')) ?? 'csv';
  const filters = filtersOf(searchParams);
  return answerText(
    request,
    (ctx) => exportDeliveries(ctx, { appId, filters, format }),
    types[format],
    `deliveries.${format}`,
  );
}
