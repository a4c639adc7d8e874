import { findApi } from '#lib/openapi/apis.ts';
import { readDocument } from '#lib/openapi/catalog.ts';
import { jsonText, nothingHere } from '../json-answer.ts';

export const dynamic = 'force-dynamic';
type Context = { params: Promise<{ api: string }> };

/** `/openapi/{api}.json`: the whole document, with the meaning it came with. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const name = decodeURIComponent((await params).api);
  const api = name.endsWith('.json') ? findApi(name.slice(0, -'.json'.length)) : undefined;
  const text = api && (await readDocument(api));
  return text ? jsonText(text) : nothingHere();
}
