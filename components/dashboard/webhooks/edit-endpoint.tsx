'use client';
import { Pencil } from 'lucide-react';
import type { EventGuide } from '#lib/domain/webhooks/event-guide.ts';
import type { EndpointView } from '#lib/domain/webhooks/list-endpoints.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { portalFetch } from '../portal-fetch.ts';
import { EndpointForm } from './endpoint-form.tsx';
import { bodyOf, rowsOf, useEndpointForm } from './use-endpoint-form.ts';

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
  const before = {
    url,
    description,
    environment,
    enabled,
    events: [...endpoint.events],
    headers: rowsOf(endpoint.customHeaders),
    rate: endpoint.ratePerSecond?.toString() ?? '',
  };
  const form = useEndpointForm(before, async (body) => {
    // Only what was changed here: a colleague may have changed the rest meanwhile.
    const old = new Map<string, unknown>(Object.entries(bodyOf(before)));
    const changes = Object.entries(body).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(old.get(name)),
    );
    if (changes.length > 0) {
      const url = routes.appData(appId, 'webhooks', id);
      await portalFetch(url, { method: 'PATCH', body: Object.fromEntries(changes) });
    }
    window.location.reload();
  });
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
