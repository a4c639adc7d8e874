'use client';
import { useState } from 'react';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { Refusal } from '../refusal.tsx';
import { SecretOnce } from './secret-once.tsx';
import { TestEvent } from './test-event.tsx';

type EndpointActionsProps = {
  app: AppId;
  endpointId: string;
  enabled: boolean;
  rotation: { promoted: boolean } | null;
  /** An example of each event's `data`, for test events. */
  examples: Readonly<Record<string, unknown>>;
};

function useActions({ app, endpointId }: EndpointActionsProps) {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** Rejects with a refusal, for dialogs that show it. */
  const act = async <T,>(action: string): Promise<T> => {
    setBusy(action);
    setProblem(null);
    try {
      const url = routes.appData(app, 'webhooks', endpointId);
      return await portalFetch<T>(url, { method: 'POST', body: { action } });
    } finally {
      setBusy(null);
    }
  };
  /** For buttons: the refusal stands beside them. */
  const press = (action: string) =>
    act(action)
      .then(reload)
      .catch((error: unknown) => setProblem(refusalText(error)));
  return { busy, act, press, problem };
}

const reload = () => window.location.reload();

/** What can be done with an endpoint. Whatever cannot be taken back asks once. */
export function EndpointActions(props: EndpointActionsProps) {
  const { app, endpointId, enabled, rotation } = props;
  const { busy, act, press, problem } = useActions(props);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <div className="contents" data-needs-js="">
      {enabled ? (
        <ConfirmDialog
          trigger={<Button busy={busy === 'disable'}>Disable</Button>}
          title="Disable this endpoint?"
          action="Disable"
          onConfirm={() => act('disable').then(reload)}
        >
          Nothing more is sent to it; only what is on its way this moment still arrives. Events that
          come meanwhile are kept as “held”, and you can send them after enabling it again.
        </ConfirmDialog>
      ) : (
        <Button busy={busy === 'enable'} onClick={() => void press('enable')}>
          Enable
        </Button>
      )}
      {rotation ? null : (
        <ConfirmDialog
          trigger={<Button>Rotate secret</Button>}
          title="Rotate the signing secret?"
          action="Rotate"
          destructive={false}
          onConfirm={async () => {
            const made = await act<{ secret: string }>('rotate');
            setSecret(made.secret);
          }}
        >
          For 24 hours both secrets sign the webhook-signature header. X-Okta-Signature stays with
          the old one until you promote the new one, or the window ends.
        </ConfirmDialog>
      )}
      {rotation && !rotation.promoted ? (
        <Button busy={busy === 'promote'} onClick={() => void press('promote')}>
          Promote the new secret
        </Button>
      ) : null}
      <ConfirmDialog
        trigger={<Button variant="danger">Delete</Button>}
        title="Delete this endpoint?"
        action="Delete endpoint"
        onConfirm={async () => {
          await act('delete');
          window.location.assign(routes.app(app, 'webhooks'));
        }}
      >
        Its secret is destroyed, and deliveries that wait for it fail. What was delivered stays
        readable.
      </ConfirmDialog>
      <Refusal text={problem} />
      <TestEvent app={app} endpointId={endpointId} enabled={enabled} examples={props.examples} />
      <Dialog
        open={secret !== null}
        onOpenChange={(open) => void (open || reload())}
        title="The new signing secret"
      >
        <SecretOnce secret={secret ?? ''}>
          It is shown this once. Give it to your receiver now; both secrets are good for 24 hours.
        </SecretOnce>
      </Dialog>
    </div>
  );
}
