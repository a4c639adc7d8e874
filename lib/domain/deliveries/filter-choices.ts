import { eq } from 'drizzle-orm';
import { installations, tenants } from '#lib/db/schema/apps.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { eventTypes } from '../events/catalog.ts';
import { listEndpoints } from '../webhooks/list-endpoints.ts';

/** What the list of deliveries can be narrowed to. Throws `not_found`. */
export async function deliveryFilterChoices(ctx: Ctx, input: { appId: string }) {
  const app = await requireApp(ctx, input.appId, 'read');
  const [endpoints, tenantRows] = await Promise.all([
    listEndpoints(ctx, { appId: app.appId }),
    ctx.db
      .selectDistinct({ id: tenants.id, name: tenants.name })
      .from(installations)
      .innerJoin(tenants, eq(tenants.id, installations.tenantId))
      .where(eq(installations.appId, app.appId)),
  ]);
  return {
    events: eventTypes,
    endpoints: endpoints.map(({ id, url }) => ({ id, url })),
    tenants: tenantRows,
  };
}
