import { findApi } from '#lib/openapi/apis.ts';
import { readDocument } from '#lib/openapi/catalog.ts';
import { jsonText, nothingHere } from '../../openapi/json-answer.ts';

export const dynamic = 'force-dynamic';

/** The document of the Partners API, at the address that the contract fixes. */
export async function GET(): Promise<Response> {
  const api = findApi('partners');
  const text = api && (await readDocument(api));
  return text ? jsonText(text) : nothingHere();
}
