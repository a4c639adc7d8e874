import { rawOf } from '#lib/db/raw.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectCapabilities } from './queries.ts';
import { type Capability, channelNames } from './schemas.ts';

/** The five channels and what the tenant can do on each. Throws `scope_not_granted`. */
export async function getCapabilities(ctx: TenantCtx): Promise<Capability[]> {
  assertScope(ctx, 'notifications.providers.send');
  const rows = await selectCapabilities(rawOf(ctx.db), ctx.actor.tenantId);
  return channelNames.map(
    (channel) =>
      rows.find((row) => row.channel === channel) ?? {
        channel,
        available: false,
        max_length: null,
      },
  );
}
