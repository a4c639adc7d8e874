import type { Metadata } from 'next';
import { AddEndpoint } from '#components/dashboard/webhooks/add-endpoint.tsx';
import { BinsCard } from '#components/dashboard/webhooks/bins-card.tsx';
import { BridgeCard } from '#components/dashboard/webhooks/bridge-card.tsx';
import { EndpointsList } from '#components/dashboard/webhooks/endpoints-list.tsx';
import { NoticesList } from '#components/dashboard/webhooks/notices-list.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getConfig } from '#lib/config/runtime.ts';
import { listBins } from '#lib/domain/bins/list-bins.ts';
import { getBridge } from '#lib/domain/bridge/set-bridge.ts';
import { listNotices } from '#lib/domain/notices/list-notices.ts';
import { eventGuides } from '#lib/domain/webhooks/event-guide.ts';
import { listEndpoints } from '#lib/domain/webhooks/list-endpoints.ts';
import { routes } from '#lib/routes.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata: Metadata = { title: 'Webhooks' };

type Query = Record<string, string | string[] | undefined>;

export default async function WebhooksPage({
  params,
  searchParams,
}: AppParams & { searchParams: Promise<Query> }) {
  const { ctx, app } = await pageApp(params, 'webhooks');
  const [endpoints, bins, bridge, notices, events] = await Promise.all([
    listEndpoints(ctx, { appId: app.id }),
    listBins(ctx, { appId: app.id }),
    getBridge(ctx, { appId: app.id }),
    listNotices(ctx, { appId: app.id }),
    eventGuides(),
  ]);
  const mayChange = ctx.actor.role !== 'viewer';
  const add = mayChange ? (
    <AddEndpoint app={app.id} events={events} portalUrl={getConfig().portalUrl} />
  ) : null;
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Where the portal posts the events of this app, each signed with the endpoint’s own secret."
        actions={
          <>
            <LinkButton href={routes.verifyHelp(app.id)}>Why does my signature fail?</LinkButton>
            {endpoints.length > 0 ? add : null}
          </>
        }
      />
      <NoticesList notices={notices} mayChange={mayChange} />
      <EndpointsList app={app.id} endpoints={endpoints} query={await searchParams} add={add} />
      <BinsCard app={app.id} bins={bins} />
      <BridgeCard app={app.id} bridge={bridge} mayChange={mayChange} />
    </>
  );
}
