'use client';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { credentialTargets } from '#lib/domain/credentials/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { PortalRefusal, portalFetch, refusalText } from '../portal-fetch.ts';

function useSave() {
  const [refusal, setRefusal] = useState<PortalRefusal | string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (body: Record<string, unknown>) => {
    setBusy(true);
    setRefusal(null);
    try {
      await portalFetch(routes.credentialData(), { method: 'POST', body });
      // The list behind the dialog was rendered before it was there.
      window.location.reload();
    } catch (error) {
      setRefusal(error instanceof PortalRefusal ? error : refusalText(error));
      setBusy(false);
    }
  };
  const fields = refusal instanceof PortalRefusal ? refusal.fields : undefined;
  const text = refusal instanceof PortalRefusal ? refusal.message : refusal;
  return { busy, save, fields, problem: fields ? null : text };
}

/** Saves a token of a real environment for the console. */
export function AddCredential() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" data-needs-js="">
          <Plus className="size-4" aria-hidden="true" /> Save a credential
        </Button>
      }
      title="Save a credential"
      description="Only you can use it, from the console. It is kept encrypted, and nobody can read it again."
    >
      <CredentialForm />
    </Dialog>
  );
}

function CredentialForm() {
  const { busy, save, fields, problem } = useSave();
  const [at, setAt] = useState(0);
  const [scheme, setScheme] = useState('SSWS');
  const target = credentialTargets[at];
  const own = target?.environment === 'own';
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { api, environment } = target ?? {};
    const text = (name: string) => String(form.get(name) ?? '');
    const common = { api, environment, name: text('name'), token: text('token') };
    void save(own ? { ...common, scheme, domain: text('domain') } : common);
  };
  return (
    <form className="grid gap-4" onSubmit={submit} autoComplete="off">
      <Field label="For" required>
        {(parts) => (
          <Select {...parts} value={at} onChange={({ target }) => setAt(Number(target.value))}>
            {credentialTargets.map(({ label }, index) => (
              <option key={label} value={index}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {own ? (
        <OktaFields error={fields?.domain?.join(' ')} scheme={scheme} onScheme={setScheme} />
      ) : null}
      <Field label="Token" required error={fields?.token?.join(' ')}>
        {(parts) => (
          <Input
            {...parts}
            name="token"
            type="password"
            autoComplete="off"
            spellCheck={false}
            required
          />
        )}
      </Field>
      <Field label="Name" hint="How you recognise it in lists." error={fields?.name?.join(' ')}>
        {(parts) => <Input {...parts} name="name" maxLength={80} placeholder="Noor, read only" />}
      </Field>
      {problem ? <Callout tone="bad">{problem}</Callout> : null}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}

type OktaFieldsProps = { error?: string; scheme: string; onScheme(scheme: string): void };

function OktaFields({ error, scheme, onScheme }: OktaFieldsProps) {
  return (
    <>
      <Field
        label="Domain of your org"
        required
        error={error}
        hint="Under okta.com, oktapreview.com or okta-emea.com."
      >
        {(parts) => <Input {...parts} name="domain" required placeholder="acme.okta.com" />}
      </Field>
      <Field label="Kind of token" required>
        {(parts) => (
          <Select {...parts} value={scheme} onChange={({ target }) => onScheme(target.value)}>
            <option value="SSWS">API token (SSWS)</option>
            <option value="Bearer">OAuth 2.0 access token (Bearer)</option>
          </Select>
        )}
      </Field>
    </>
  );
}
