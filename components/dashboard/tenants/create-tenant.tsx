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
import { PortalRefusal, portalFetch, refusalText } from '../portal-fetch.ts';
import { SizeChoice, type TenantSize } from './size-choice.tsx';

/** Makes a school of the sandbox. The page comes again with the job that fills it. */
export function CreateTenant({ app }: { app: AppId }) {
  const [name, setName] = useState('');
  const [size, setSize] = useState<TenantSize>('small');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    try {
      await portalFetch(routes.appData(app, 'tenants'), { method: 'POST', body: { name, size } });
      window.location.reload();
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  };
  const fields = refusal instanceof PortalRefusal ? refusal.fields : undefined;
  return (
    <Dialog
      trigger={
        <Button variant="primary" data-needs-js="">
          <Plus className="size-4" aria-hidden="true" /> Create a school
        </Button>
      }
      title="Create a sandbox school"
      description="It comes filled: grades and sections, a school year, students, guardians, employees."
    >
      <form className="grid gap-4" onSubmit={create}>
        <Field label="Name" required error={fields?.name?.join(' ')}>
          {(parts) => (
            <Input
              {...parts}
              required
              maxLength={120}
              dir="auto"
              placeholder="مدارس الرواد"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <SizeChoice size={size} onChange={setSize} />
        {refusal && !fields ? <Callout tone="bad">{refusalText(refusal)}</Callout> : null}
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={busy}>
            Create school
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
