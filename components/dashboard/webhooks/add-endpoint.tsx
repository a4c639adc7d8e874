'use client';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PortalRefusal, portalFetch, refusalText } from '../portal-fetch.ts';
import { EventChoice } from './event-choice.tsx';
import { SecretOnce } from './secret-once.tsx';

type AddEndpointProps = {
  app: AppId;
  events: readonly string[];
  /** The address of the portal, before a bin's path. */
  portalUrl: string;
};

type Made = { endpointId: string; secret: string };

function useAddEndpoint({ app, events, portalUrl }: AddEndpointProps) {
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [chosen, setChosen] = useState<string[]>(() =>
    events.filter((e) => e.includes('students')),
  );
  const [refusal, setRefusal] = useState<PortalRefusal | string | null>(null);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<Made | null>(null);

  async function attempt(work: () => Promise<void>) {
    setBusy(true);
    setRefusal(null);
    try {
      await work();
    } catch (error) {
      setRefusal(error instanceof PortalRefusal ? error : refusalText(error));
    } finally {
      setBusy(false);
    }
  }
  const add = () =>
    attempt(async () => {
      const body = { url, description, events: chosen };
      setMade(await portalFetch<Made>(routes.appData(app, 'webhooks'), { method: 'POST', body }));
    });
  const fillBin = () =>
    attempt(async () => {
      const answer = await portalFetch<{ key: string }>(routes.appData(app, 'bins'), {
        method: 'POST',
      });
      setUrl(portalUrl + routes.binReceiver(answer.key));
    });
  const fields = refusal instanceof PortalRefusal ? refusal.fields : undefined;
  const text = refusal instanceof PortalRefusal && !refusal.fields ? refusal.message : null;
  return {
    values: { url, description, chosen },
    setUrl,
    setDescription,
    setChosen,
    fields,
    problem: typeof refusal === 'string' ? refusal : text,
    busy,
    made,
    add,
    fillBin,
  };
}

/** Adds an endpoint and shows its secret once. */
export function AddEndpoint(props: AddEndpointProps) {
  const form = useAddEndpoint(props);
  const [open, setOpen] = useState(false);
  const close = (next: boolean) => {
    setOpen(next);
    // The list behind the dialog was rendered before the endpoint was there.
    if (!next && form.made) window.location.reload();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      trigger={
        <Button variant="primary" data-needs-js="">
          <Plus className="size-4" aria-hidden="true" /> Add endpoint
        </Button>
      }
      title={form.made ? 'Endpoint added' : 'Add an endpoint'}
      description={
        form.made ? undefined : 'The portal posts each event to this address, signed with a secret.'
      }
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      {form.made ? (
        <div className="grid gap-4">
          <SecretOnce secret={form.made.secret} />
          <div className="flex justify-end">
            <LinkButton variant="primary" href={routes.endpoint(props.app, form.made.endpointId)}>
              Open the endpoint
            </LinkButton>
          </div>
        </div>
      ) : (
        <EndpointForm form={form} events={props.events} />
      )}
    </Dialog>
  );
}

type FormProps = { form: ReturnType<typeof useAddEndpoint>; events: readonly string[] };

function EndpointForm({ form, events }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.add();
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <Field
        label="Address"
        required
        error={form.fields?.url?.join(' ')}
        hint={
          <>
            No receiver yet?{' '}
            <button
              type="button"
              className="text-accent hover:underline"
              onClick={() => void form.fillBin()}
            >
              Use the built-in bin
            </button>
            : it keeps what it gets for you to look at.
          </>
        }
      >
        {(parts) => (
          <Input
            {...parts}
            type="url"
            required
            placeholder="https://hooks.example.com/okta"
            value={form.values.url}
            onChange={({ target }) => form.setUrl(target.value)}
          />
        )}
      </Field>
      <Field label="Description" error={form.fields?.description?.join(' ')}>
        {(parts) => (
          <Input
            {...parts}
            maxLength={200}
            value={form.values.description}
            onChange={({ target }) => form.setDescription(target.value)}
          />
        )}
      </Field>
      <EventChoice
        events={events}
        chosen={form.values.chosen}
        error={form.fields?.events?.join(' ')}
        onChange={form.setChosen}
      />
      {form.problem ? <Callout tone="bad">{form.problem}</Callout> : null}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={form.busy}>
          Add endpoint
        </Button>
      </div>
    </form>
  );
}
