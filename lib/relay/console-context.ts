import type { HeaderReader } from '#lib/auth/request-facts.ts';
import { anonymousCtx, getViewer, userCtxOf } from '#lib/auth/session.ts';
import { getConfig } from '#lib/config/runtime.ts';
import { guestCaller, listUserCallers } from '#lib/domain/console/callers.ts';
import { sampleIds } from '#lib/domain/console/sample-ids.ts';
import type { ConsoleCaller, ConsoleContext } from '#lib/domain/console/schemas.ts';
import { listCredentials } from '#lib/domain/credentials/credentials.ts';
import type { Ctx, UserCtx } from '#lib/domain/ctx.ts';
import { demoEmail } from '#lib/domain/demo/seed-demo.ts';
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
  const isPartners = api === 'partners';
  return {
    user: viewer && { name: viewer.user.name, email: viewer.user.email },
    guest: !viewer && isPartners && getConfig().demo ? await guestOf(anonymousCtx(headers)) : null,
    environments: environments.map(({ id, label, kind, base }) => ({ id, label, kind, base })),
    callers: ctx && isPartners ? await callersOf(ctx) : [],
    credentials: ctx ? (await listCredentials(ctx)).filter((each) => each.api === api) : [],
  };
}

async function callersOf(ctx: UserCtx): Promise<ConsoleCaller[]> {
  const rows = await listUserCallers(ctx);
  const samples = await sampleIds(
    ctx,
    rows.map(({ tenantId }) => tenantId),
  );
  return rows.map((row) => ({
    id: row.id,
    app: { id: row.appId, name: row.appName },
    tenant: { id: row.tenantId, name: row.tenantName },
    scopes: row.scopes,
    samples: samples.get(row.tenantId) ?? {},
  }));
}

async function guestOf(ctx: Ctx): Promise<ConsoleContext['guest']> {
  const row = await guestCaller(ctx, demoEmail);
  if (!row) return null;
  const samples = await sampleIds(ctx, [row.tenantId]);
  return { tenantName: row.tenantName, samples: samples.get(row.tenantId) ?? {} };
}
