import { findApi } from '#lib/openapi/apis.ts';
import { readIndex } from '#lib/openapi/catalog.ts';
import type { Server } from '#lib/openapi/model.ts';

/** The absolute servers that a dropped-in document names, in its order; null: there is no such document. */
export async function listServers(api: string): Promise<readonly string[] | null> {
  const found = findApi(api);
  const index = found && (await readIndex(found));
  return index?.api.servers.map(filledUrl) ?? null;
}

/** The request headers that an API's document names, in lower case; none when there is no such document. */
export async function listHeaders(api: string): Promise<ReadonlySet<string>> {
  const found = findApi(api);
  const index = found && (await readIndex(found));
  return new Set(index?.requestHeaders);
}

/** A server's address with the defaults of its variables. A relative one stays as it is: it leads nowhere. */
function filledUrl(server: Server): string {
  return server.variables.reduce(
    (url, { name, default: value }) => url.replaceAll(`{${name}}`, value),
    server.url,
  );
}
