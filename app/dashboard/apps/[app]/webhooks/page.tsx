import { Webhook } from 'lucide-react';
import type { Metadata } from 'next';
import { AddEndpoint } from '#components/dashboard/webhooks/add-endpoint.tsx';
import { BinsCard } from '#components/dashboard/webhooks/bins-card.tsx';
import { EndpointsTable } from '#components/dashboard/webhooks/endpoints-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getConfig } from '#lib/config/runtime.ts';
import { listBins } from '#lib/domain/bins/list-bins.ts';
import { eventTypes } from '#lib/domain/events/catalog.ts';
import { listEndpoints } from '#lib/domain/webhooks/list-endpoints.ts';
import { pageApp } from '../../page-app.ts';

export const metadata: Metadata = { title: 'Webhooks' };

export default async function WebhooksPage({ params }: { params: Promise<{ app: string }> }) {
  const { ctx, app } = await pageApp(params, 'webhooks');
  const [endpoints, bins] = await Promise.all([
    listEndpoints(ctx, { appId: app.id }),
    listBins(ctx, { appId: app.id }),
  ]);
  const add = <AddEndpoint app={app.id} events={eventTypes} portalUrl={getConfig().portalUrl} />;
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Where the portal posts the events of this app, each signed with the endpoint’s own secret."
        actions={endpoints.length > 0 ? add : undefined}
      />
      {endpoints.length > 0 ? (
        <EndpointsTable endpoints={endpoints} />
      ) : (
        <EmptyState icon={Webhook} title="No endpoints yet" actions={add}>
          Add the address of your receiver, or begin with the built-in bin and look at what comes.
        </EmptyState>
      )}
      <BinsCard app={app.id} bins={bins} />
    </>
  );
}
