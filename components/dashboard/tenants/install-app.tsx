'use client';
import { type FormEvent, useState } from 'react';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';

type InstallAppProps = {
  app: AppId;
  tenant: { id: number; name: string };
  /** Every scope of the API. */
  scopes: readonly string[];
};

/** Installs the app in a school, as the school would, and shows the token once. */
export function InstallApp({ app, tenant, scopes }: InstallAppProps) {
  const [token, setToken] = useState<string | null>(null);
  // The list behind the dialog was rendered before the installation was there.
  const close = (open: boolean) => void (open || !token || window.location.reload());
  return (
    <Dialog
      onOpenChange={close}
      trigger={
        <Button
          size="sm"
          variant="primary"
          data-needs-js=""
          aria-label={`Install in ${tenant.name}`}
        >
          Install
        </Button>
      }
      title={token ? 'Installed' : `Install in ${tenant.name}`}
      description={token ? undefined : 'The school grants these scopes; its token carries them.'}
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      {token ? (
        <TokenOnce token={token} />
      ) : (
        <InstallForm app={app} tenant={tenant} scopes={scopes} onInstalled={setToken} />
      )}
    </Dialog>
  );
}

function TokenOnce({ token }: { token: string }) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <Callout tone="warn" title="Copy the installation token now">
        It is shown this once. The console needs none; your app sends it with every call.
      </Callout>
      <CodeText title="Installation token" code={token} wrap actions={null} />
    </div>
  );
}

type InstallFormProps = InstallAppProps & { onInstalled: (token: string) => void };

function InstallForm({ app, tenant, scopes, onInstalled }: InstallFormProps) {
  const [chosen, setChosen] = useState<readonly string[]>(scopes);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const toggle = (scope: string, on: boolean) =>
    setChosen(on ? [...chosen, scope] : chosen.filter((one) => one !== scope));
  const install = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const url = routes.appData(app, 'tenants', String(tenant.id));
      const body = { action: 'install', scopes: chosen };
      onInstalled((await portalFetch<{ token: string }>(url, { method: 'POST', body })).token);
    } catch (error) {
      setProblem(refusalText(error));
      setBusy(false);
    }
  };
  return (
    <form className="grid gap-4" onSubmit={install}>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1 text-sm font-medium">Scopes</legend>
        <div className="grid max-h-72 gap-x-4 overflow-y-auto rounded-md border border-line p-3 sm:grid-cols-2">
          {scopes.map((scope) => (
            <Checkbox
              key={scope}
              label={<span className="font-mono text-[0.8125rem] break-all">{scope}</span>}
              checked={chosen.includes(scope)}
              onChange={({ target }) => toggle(scope, target.checked)}
            />
          ))}
        </div>
      </fieldset>
      {problem ? <Callout tone="bad">{problem}</Callout> : null}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={busy}>
          Install the app
        </Button>
      </div>
    </form>
  );
}
