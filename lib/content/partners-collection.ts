import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type PostmanCollection, PostmanHints, toPostmanCollection } from './postman.ts';

/**
 * The Postman collection of the Partners API (contract, Transport), made from the text of its OpenAPI document and
 * the hints beside it. `baseUrl` is where the sandbox is reached.
 */
export function partnersCollection(
  documentText: string,
  apisDir: string,
  baseUrl: string,
): PostmanCollection {
  const hints = PostmanHints.parse(
    parse(readFileSync(path.join(apisDir, 'partners', 'postman.yaml'), 'utf8')),
  );
  return toPostmanCollection(JSON.parse(documentText), { baseUrl, hints });
}
