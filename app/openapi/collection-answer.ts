import path from 'node:path';
import { getConfig } from '#lib/config/runtime.ts';
import { apiCollection } from '#lib/content/api-collection.ts';
import { findApi } from '#lib/openapi/apis.ts';
import { routes } from '#lib/routes.ts';
import { jsonText, nothingHere } from './json-answer.ts';

const apisDir = path.join(/*turbopackIgnore: true*/ process.cwd(), 'content', 'apis');

/** The Postman collection of an API; the one of the Partners API goes to the sandbox of this portal. */
export async function collectionAnswer(slug: string): Promise<Response> {
  const api = findApi(slug);
  const sandbox = getConfig().portalUrl + routes.partnersBase();
  const collection =
    api &&
    (await apiCollection({
      dir: api.dir,
      slug: api.slug,
      apisDir,
      ...(slug === 'partners' ? { baseUrl: sandbox } : {}),
    }));
  return collection ? jsonText(JSON.stringify(collection)) : nothingHere();
}
