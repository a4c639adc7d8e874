'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { BridgeView } from '#lib/domain/bridge/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { toast } from '../../ui/toast.tsx';
import { DeliveryStatusBadge } from '../deliveries/delivery-status.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { PortalRefusal, portalFetch, refusalText } from '../portal-fetch.ts';
import { SecretOnce } from './secret-once.tsx';

function useBridge(app: AppId, first: string) {
  const client = useQueryClient();
  const [url, setUrl] = useState(first);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const set = async (next: string | null) => {
    const path = routes.appData(app, 'bridge');
    const body = { url: next };
    const made = await portalFetch<{ secret: string | null }>(path, { method: 'POST', body });
    setSecret(made.secret);
    setProblem(null);
    await client.invalidateQueries({ queryKey: ['bridge', app] });
    if (next === null) setUrl('');
    toast.success(next === null ? 'The bridge was removed' : 'Saved');
  };
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await set(url.trim());
    } catch (error) {
      const texts = error instanceof PortalRefusal ? error.fields?.url : undefined;
      setProblem(texts?.join(' ') ?? refusalText(error));
    } finally {
      setBusy(false);
    }
  };
  return { url, setUrl, busy, problem, secret, save, remove: () => set(null) };
}

type BridgeCardProps = {
  app: AppId;
  bridge: BridgeView;
  /** Viewers only look. */
  mayChange: boolean;
};

const settled = new Set(['delivered', 'failed', 'held']);

/** Where an external app is handed its tokens, with the last hand-over as it stands. */
export function BridgeCard(props: BridgeCardProps) {
  if (!props.bridge.isExternal) return null;
  return (
    <LiveProvider>
      <LiveBridge {...props} />
    </LiveProvider>
  );
}

function LiveBridge({ app, bridge: first, mayChange }: BridgeCardProps) {
  const { data: bridge } = useQuery({
    queryKey: ['bridge', app],
    queryFn: ({ signal }) => portalFetch<BridgeView>(routes.appData(app, 'bridge'), { signal }),
    initialData: first,
    refetchInterval: (query) => {
      const { last } = query.state.data ?? first;
      return last && !settled.has(last.status) ? 1500 : 5000;
    },
  });
  return (
    <Card title="Bridge" id="bridge">
      <BridgeForm app={app} bridge={bridge} mayChange={mayChange} />
      {bridge.last ? <LastHandOver app={app} last={bridge.last} /> : null}
    </Card>
  );
}

function LastHandOver({ app, last }: { app: AppId; last: NonNullable<BridgeView['last']> }) {
  return (
    <p className="mt-3 flex flex-wrap items-center gap-2 text-sm text-muted">
      Last hand-over: <DeliveryStatusBadge status={last.status} />
      <a
        className="font-mono text-[0.8125rem] text-accent hover:underline"
        href={routes.delivery(app, last.deliveryId)}
      >
        {last.event}
      </a>
      <RelativeTime at={last.at} />
    </p>
  );
}

function BridgeForm({ app, bridge, mayChange }: BridgeCardProps) {
  const form = useBridge(app, bridge.url ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save();
  };
  return (
    <>
      <p className="mb-4 max-w-3xl text-sm leading-6 text-muted">
        New tokens are posted to this address at every installation and rotation, signed like a
        webhook, so that your app needs no redeploy. A 2xx is the acknowledgement; the portal then
        keeps no copy.
      </p>
      {form.secret ? <SecretOnce secret={form.secret} /> : null}
      {bridge.url !== null && !bridge.enabled ? (
        <Callout tone="bad" title="The bridge is disabled">
          It answered 410 or kept failing. Save its address again to enable it; what was held is
          then sent.
        </Callout>
      ) : null}
      <form
        className="mt-1 flex max-w-3xl flex-wrap items-end gap-3"
        onSubmit={submit}
        data-needs-js=""
      >
        <div className="min-w-60 flex-1">
          <Field label="Bridge URL" required error={form.problem}>
            {(parts) => (
              <Input
                {...parts}
                type="url"
                required
                placeholder="https://app.example.com/okta/bridge"
                value={form.url}
                readOnly={!mayChange}
                onChange={({ target }) => form.setUrl(target.value)}
              />
            )}
          </Field>
        </div>
        {mayChange ? (
          <Button type="submit" busy={form.busy}>
            Save
          </Button>
        ) : null}
        {bridge.url === null || !mayChange ? null : (
          <ConfirmDialog
            trigger={<Button variant="ghost">Remove</Button>}
            title="Remove the bridge?"
            action="Remove the bridge"
            onConfirm={form.remove}
          >
            New tokens are then shown once in the portal and handed over by nobody but you.
          </ConfirmDialog>
        )}
      </form>
    </>
  );
}
