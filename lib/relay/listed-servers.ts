import { findApi } from '#lib/openapi/apis.ts';
import { readIndex } from '#lib/openapi/catalog.ts';
import { filledUrl } from '#lib/openapi/filled-url.ts';

/**
 * The servers that a dropped-in document names, in its order, then those that only some of its operations name; null:
 * there is no such document.
 */
export async function listServers(api: string): Promise<readonly string[] | null> {
  const found = findApi(api);
  const index = found && (await readIndex(found));
  return index?.servers.map(filledUrl) ?? null;
}

/** The request headers that an API's document names, in lower case; none when there is no such document. */
export async function listHeaders(api: string): Promise<ReadonlySet<string>> {
  const found = findApi(api);
  const index = found && (await readIndex(found));
  return new Set(index?.requestHeaders);
}
