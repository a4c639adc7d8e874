'use client';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { EventGuide } from '#lib/domain/webhooks/event-guide.ts';
import { routes } from '#lib/routes.ts';
import { type AppId, newId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { portalFetch } from '../portal-fetch.ts';
import { EndpointForm } from './endpoint-form.tsx';
import { SecretOnce } from './secret-once.tsx';
import { useEndpointForm } from './use-endpoint-form.ts';

type AddEndpointProps = {
  app: AppId;
  events: readonly EventGuide[];
  /** The address of the portal, before a bin's path. */
  portalUrl: string;
};

type Made = { endpointId: string; secret: string };

function useAddEndpoint({ app, events, portalUrl }: AddEndpointProps) {
  const [made, setMade] = useState<Made | null>(null);
  // Chosen here and sent along: pressing twice adds one endpoint.
  const [endpointId] = useState(() => newId('whe'));
  const form = useEndpointForm(
    {
      url: '',
      description: '',
      events: events.map(({ name }) => name).filter((name) => name.includes('students')),
      headers: [],
      rate: '',
      environment: 'sandbox',
      enabled: true,
    },
    async (body) => {
      const url = routes.appData(app, 'webhooks');
      setMade(await portalFetch<Made>(url, { method: 'POST', body: { ...body, endpointId } }));
    },
  );
  const fillBin = () =>
    form.attempt(async () => {
      const url = routes.appData(app, 'bins');
      const answer = await portalFetch<{ key: string }>(url, { method: 'POST' });
      form.set({ url: portalUrl + routes.binReceiver(answer.key) });
    });
  return { form, made, fillBin };
}

/** Adds an endpoint and shows its secret once. */
export function AddEndpoint(props: AddEndpointProps) {
  const { form, made, fillBin } = useAddEndpoint(props);
  const [open, setOpen] = useState(false);
  const close = (next: boolean) => {
    setOpen(next);
    // The list behind the dialog was rendered before the endpoint was there.
    if (!next && made) window.location.reload();
  };
  const hint = (
    <>
      No receiver yet?{' '}
      <button type="button" className="text-accent hover:underline" onClick={() => void fillBin()}>
        Use the built-in bin
      </button>
      : it keeps what it gets for you to look at.
    </>
  );
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      trigger={
        <Button variant="primary" data-needs-js="">
          <Plus className="size-4" aria-hidden="true" /> Add endpoint
        </Button>
      }
      title={made ? 'Endpoint added' : 'Add an endpoint'}
      description={
        made ? undefined : 'The portal posts each event to this address, signed with a secret.'
      }
      className="w-[min(44rem,calc(100vw-2rem))]"
    >
      {made ? (
        <div className="grid grid-cols-1 gap-4">
          <SecretOnce secret={made.secret} />
          <div className="flex justify-end">
            <LinkButton variant="primary" href={routes.endpoint(props.app, made.endpointId)}>
              Open the endpoint
            </LinkButton>
          </div>
        </div>
      ) : (
        <EndpointForm form={form} events={props.events} urlHint={hint} action="Add endpoint" />
      )}
    </Dialog>
  );
}
