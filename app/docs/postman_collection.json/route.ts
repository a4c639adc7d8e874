import path from 'node:path';
import { getConfig } from '#lib/config/runtime.ts';
import { partnersCollection } from '#lib/content/partners-collection.ts';
import { findApi } from '#lib/openapi/apis.ts';
import { readDocument } from '#lib/openapi/catalog.ts';
import { routes } from '#lib/routes.ts';
import { jsonText, nothingHere } from '../../openapi/json-answer.ts';

export const dynamic = 'force-dynamic';

const apisDir = path.join(process.cwd(), 'content', 'apis');

/** The Postman collection of the Partners API, at the address that the contract fixes. */
export async function GET(): Promise<Response> {
  const api = findApi('partners');
  const text = api && (await readDocument(api));
  if (!text) return nothingHere();
  const baseUrl = getConfig().portalUrl + routes.partnersBase();
  return jsonText(JSON.stringify(partnersCollection(text, apisDir, baseUrl)));
}
