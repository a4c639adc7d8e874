import { Webhook } from 'lucide-react';
import type { Metadata } from 'next';
import { AppFrame } from '#components/dashboard/app-frame.tsx';
import { AddEndpoint } from '#components/dashboard/webhooks/add-endpoint.tsx';
import { BinsCard } from '#components/dashboard/webhooks/bins-card.tsx';
import { EndpointsTable } from '#components/dashboard/webhooks/endpoints-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getConfig } from '#lib/config/runtime.ts';
import { requireApp } from '#lib/domain/apps/require-app.ts';
import { listBins } from '#lib/domain/bins/list-bins.ts';
import { eventTypes } from '#lib/domain/events/catalog.ts';
import { listEndpoints } from '#lib/domain/webhooks/list-endpoints.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { orNotFound, pageCtx } from '../../../page-ctx.ts';

export const metadata: Metadata = { title: 'Webhooks' };

export default async function WebhooksPage({ params }: { params: Promise<{ app: AppId }> }) {
  const { app: appId } = await params;
  const ctx = await pageCtx(routes.app(appId, 'webhooks'));
  const app = await orNotFound(requireApp(ctx, appId, 'read'));
  const [endpoints, bins] = await Promise.all([listEndpoints(ctx, app), listBins(ctx, app)]);
  const add = <AddEndpoint app={app.appId} events={eventTypes} portalUrl={getConfig().portalUrl} />;
  return (
    <AppFrame app={app} section="webhooks">
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
      <BinsCard app={app.appId} bins={bins} />
    </AppFrame>
  );
}
