import type { Metadata } from 'next';
import { RecoveryCard } from '#components/dashboard/replays/recovery-card.tsx';
import { EndpointDetails } from '#components/dashboard/webhooks/endpoint-details.tsx';
import { EndpointHeader } from '#components/dashboard/webhooks/endpoint-header.tsx';
import { NoticesList } from '#components/dashboard/webhooks/notices-list.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { listRecoveries } from '#lib/domain/notices/list-notices.ts';
import { previewReplay } from '#lib/domain/replays/start-replay.ts';
import { eventGuides } from '#lib/domain/webhooks/event-guide.ts';
import { eventExamples } from '#lib/domain/webhooks/event-schemas.ts';
import { getEndpoint } from '#lib/domain/webhooks/list-endpoints.ts';
import { routes } from '#lib/routes.ts';
import { orNotFound } from '../../../../page-ctx.ts';
import { pageApp } from '../../../page-app.ts';

export const metadata: Metadata = { title: 'Endpoint' };
type Props = { params: Promise<{ app: string; endpoint: string }> };

export default async function EndpointPage({ params }: Props) {
  const { endpoint: endpointId } = await params;
  const { ctx, app } = await pageApp(params, 'webhooks', (id) => routes.endpoint(id, endpointId));
  const endpoint = await orNotFound(getEndpoint(ctx, { appId: app.id, endpointId }));
  const appId = app.id;
  const mayChange = ctx.actor.role !== 'viewer';
  const [waiting, examples, notices, guides] = await Promise.all([
    previewReplay(ctx, { appId, endpointId, what: 'failed_and_held' }),
    eventExamples(),
    listRecoveries(ctx, { appId, endpointId }),
    eventGuides(),
  ]);
  return (
    <>
      <EndpointHeader
        endpoint={endpoint}
        events={guides}
        examples={examples}
        mayChange={mayChange}
      />
      <NoticesList notices={notices} mayChange={mayChange} />
      <EndpointDetails endpoint={endpoint} />
      <RecoveryCard
        app={app.id}
        endpoint={{ id: endpoint.id, url: endpoint.url }}
        events={endpoint.events}
        enabled={endpoint.enabled}
        waiting={waiting}
        mayChange={mayChange}
      />
      <div>
        <LinkButton href={routes.deliveries(app.id, { endpoint: endpoint.id })}>
          Deliveries to this endpoint
        </LinkButton>
      </div>
    </>
  );
}
