'use client';
import { Pencil } from 'lucide-react';
import type { EventGuide } from '#lib/domain/webhooks/event-guide.ts';
import type { EndpointView } from '#lib/domain/webhooks/list-endpoints.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { portalFetch } from '../portal-fetch.ts';
import { EndpointForm } from './endpoint-form.tsx';
import { rowsOf, useEndpointForm } from './use-endpoint-form.ts';

type EditEndpointProps = {
  endpoint: Pick<
    EndpointView,
    | 'id'
    | 'appId'
    | 'url'
    | 'description'
    | 'events'
    | 'customHeaders'
    | 'ratePerSecond'
    | 'environment'
    | 'enabled'
  >;
  events: readonly EventGuide[];
};

/** Changes everything about an endpoint but its secret. */
export function EditEndpoint({ endpoint, events }: EditEndpointProps) {
  const { id, appId, url, description, environment, enabled } = endpoint;
  const form = useEndpointForm(
    {
      url,
      description,
      environment,
      enabled,
      events: [...endpoint.events],
      headers: rowsOf(endpoint.customHeaders),
      rate: endpoint.ratePerSecond?.toString() ?? '',
    },
    async ({ enabled: next, ...body }) => {
      const changes = next === enabled ? body : { ...body, enabled: next };
      await portalFetch(routes.appData(appId, 'webhooks', id), { method: 'PATCH', body: changes });
      window.location.reload();
    },
  );
  return (
    <Dialog
      trigger={
        <Button data-needs-js="">
          <Pencil className="size-4" aria-hidden="true" /> Edit
        </Button>
      }
      title="Edit the endpoint"
      description="Attempts that are still due go to the new address. The signing secret stays."
      className="w-[min(44rem,calc(100vw-2rem))]"
    >
      <EndpointForm form={form} events={events} action="Save changes" />
    </Dialog>
  );
}
