import type { HeaderReader } from '#lib/auth/request-facts.ts';
import { getViewer, userCtxOf } from '#lib/auth/session.ts';
import { getConfig } from '#lib/config/runtime.ts';
import { listUserCallers } from '#lib/domain/console/callers.ts';
import type { ConsoleContext } from '#lib/domain/console/schemas.ts';
import { environmentsOf } from './environments.ts';
import { listServers } from './listed-servers.ts';

/** What the console needs to know of its reader and of an API; null when there is no such API. */
export async function consoleContext(
  headers: HeaderReader,
  api: string,
): Promise<ConsoleContext | null> {
  const environments = await environmentsOf(api, listServers);
  if (!environments) return null;
  const viewer = await getViewer(headers);
  const ctx = viewer && userCtxOf(headers, viewer);
  const callers = ctx && api === 'partners' ? await listUserCallers(ctx) : [];
  return {
    user: viewer && { name: viewer.user.name, email: viewer.user.email },
    guestsMayRead: getConfig().demo && api === 'partners',
    environments: environments.map(({ id, label, kind, base }) => ({ id, label, kind, base })),
    callers: callers.map((row) => ({
      id: row.id,
      app: { id: row.appId, name: row.appName },
      tenant: { id: row.tenantId, name: row.tenantName },
      scopes: row.scopes,
    })),
  };
}
