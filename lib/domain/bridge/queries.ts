import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { deliveries, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import type { AppId, OrgId } from '#lib/std/ids.ts';

/** The latest hand-over of each installation of an app, whichever bridge it went to. */
export function listHandOverRows(db: Db, orgId: OrgId, appId: AppId) {
  return db
    .selectDistinctOn([deliveries.installationId], {
      installationId: deliveries.installationId,
      deliveryId: deliveries.id,
      event: deliveries.eventType,
      status: deliveries.status,
      createdAt: deliveries.createdAt,
      finishedAt: deliveries.finishedAt,
    })
    .from(deliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, deliveries.endpointId))
    .where(
      and(
        eq(webhookEndpoints.orgId, orgId),
        eq(webhookEndpoints.appId, appId),
        eq(webhookEndpoints.kind, 'bridge'),
        isNotNull(deliveries.installationId),
      ),
    )
    .orderBy(deliveries.installationId, desc(deliveries.id));
}
