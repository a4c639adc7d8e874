import type { AppId } from '#lib/std/ids.ts';
import type { UserCtx } from '../ctx.ts';
import { listInstallations } from '../installations/list-installations.ts';
import { listTokens } from '../tokens/list-tokens.ts';
import type { RequestChoices } from './schemas.ts';

/** Who called, as far as the list can be narrowed to it; what was removed is there too. Throws `not_found`. */
export async function requestChoices(
  ctx: UserCtx,
  appId: AppId,
): Promise<Omit<RequestChoices, 'operations'>> {
  const [installed, tokens] = await Promise.all([
    listInstallations(ctx, appId),
    listTokens(ctx, appId),
  ]);
  const tenants = new Map(installed.map(({ tenantId, tenantName }) => [tenantId, tenantName]));
  return {
    tenants: [...tenants].map(([id, name]) => ({ id, name })),
    installations: installed.map(({ id, tenantName, uninstalledAt }) => ({
      id,
      label: `${tenantName} …${id.slice(-4)}${uninstalledAt ? ', removed' : ''}`,
    })),
    tokens: tokens.map(({ id, tenantName, generations }) => ({
      id,
      label: `${tenantName} ${generations[0]?.hint ?? ''}`,
    })),
  };
}
