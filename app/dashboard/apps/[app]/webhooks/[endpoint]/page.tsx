import type { Metadata } from 'next';
import { AppFrame } from '#components/dashboard/app-frame.tsx';
import { EndpointActions } from '#components/dashboard/webhooks/endpoint-actions.tsx';
import { EndpointDetails } from '#components/dashboard/webhooks/endpoint-details.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireApp } from '#lib/domain/apps/require-app.ts';
import { getEndpoint } from '#lib/domain/webhooks/list-endpoints.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { orNotFound, pageCtx } from '../../../../page-ctx.ts';

export const metadata: Metadata = { title: 'Endpoint' };

type Props = { params: Promise<{ app: AppId; endpoint: string }> };

export default async function EndpointPage({ params }: Props) {
  const { app: appId, endpoint: endpointId } = await params;
  const ctx = await pageCtx(routes.endpoint(appId, endpointId));
  const app = await orNotFound(requireApp(ctx, appId, 'read'));
  const endpoint = await orNotFound(getEndpoint(ctx, { appId, endpointId }));
  return (
    <AppFrame app={app} section="webhooks" below={new URL(endpoint.url).host}>
      <PageHeader
        title={<span className="font-mono text-xl break-all">{endpoint.url}</span>}
        description="One receiver of this app’s events."
        actions={
          <EndpointActions
            app={app.appId}
            endpointId={endpoint.id}
            enabled={endpoint.enabled}
            rotation={endpoint.rotation}
          />
        }
      />
      <EndpointDetails endpoint={endpoint} />
      <div>
        <LinkButton href={routes.deliveries(app.appId, { endpoint: endpoint.id })}>
          Deliveries to this endpoint
        </LinkButton>
      </div>
    </AppFrame>
  );
}
