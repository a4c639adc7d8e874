import { findApi } from '#lib/openapi/apis.ts';
import { readConsoleDocument } from '#lib/openapi/catalog.ts';
import { jsonText, nothingHere } from '../../json-answer.ts';

export const dynamic = 'force-dynamic';
type Context = { params: Promise<{ api: string; operation: string }> };

/** `/openapi/{api}/{operation}.json`: a document of exactly one operation, for the console. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const names = await params;
  const file = decodeURIComponent(names.operation);
  const api = findApi(decodeURIComponent(names.api));
  if (!api || !file.endsWith('.json')) return nothingHere();
  const document = await readConsoleDocument(api, file.slice(0, -'.json'.length));
  return document === null ? nothingHere() : jsonText(JSON.stringify(document));
}
