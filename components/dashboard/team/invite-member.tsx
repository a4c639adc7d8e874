'use client';
import { UserPlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { roleMeanings } from '#lib/domain/team/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { PortalRefusal, portalFetch, refusalText } from '../portal-fetch.ts';
import { reloadPage } from '../use-portal-act.ts';

type Made = { link: string; mailed: boolean };
type Refused = { email?: string; text?: string };

function useInvite() {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>({});
  const [made, setMade] = useState<Made | null>(null);
  const invite = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { action: 'invite', email: form.get('email'), role: form.get('role') };
    setBusy(true);
    setRefused({});
    try {
      const url = routes.portalData('team');
      setMade(await portalFetch<Made>(url, { method: 'POST', body }));
    } catch (error) {
      const field = error instanceof PortalRefusal ? error.fields?.email : undefined;
      setRefused(field ? { email: field.join(' ') } : { text: refusalText(error) });
    } finally {
      setBusy(false);
    }
  };
  return { busy, refused, made, invite };
}

/** Makes an invitation and shows its link once. */
export function InviteMember({ canMakeOwners }: { canMakeOwners: boolean }) {
  const { busy, refused, made, invite } = useInvite();
  const { link = null, mailed = false } = made ?? {};
  const [open, setOpen] = useState(false);
  const change = (next: boolean) => {
    setOpen(next);
    if (!next && link) reloadPage();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary" data-needs-js="">
          <UserPlus className="size-4" aria-hidden="true" /> Invite
        </Button>
      }
      title={link ? (mailed ? 'The link is on its way' : 'Send this link') : 'Invite somebody'}
      description={link ? undefined : 'You get a link to send. It works once, for 7 days.'}
    >
      {link ? (
        <div className="grid grid-cols-1 gap-3">
          <Callout tone="warn" title="Copy the link now">
            {mailed ? 'It was mailed, too. ' : ''}It is shown this once. Whoever opens it can join,
            so send it to that person only.
          </Callout>
          <CodeText title="Invitation link" code={link} wrap className="break-all" />
        </div>
      ) : (
        <form className="grid gap-4" onSubmit={invite}>
          <Field label="E-mail" required error={refused.email}>
            {(parts) => <Input {...parts} type="email" name="email" required />}
          </Field>
          <Field label="Role" required>
            {(parts) => (
              <Select {...parts} name="role" defaultValue="developer">
                {roleMeanings
                  .filter(({ role }) => canMakeOwners || role !== 'owner')
                  .map(({ role, label, meaning }) => (
                    <option key={role} value={role}>
                      {label}: {meaning}
                    </option>
                  ))}
              </Select>
            )}
          </Field>
          {refused.text ? <Callout tone="bad">{refused.text}</Callout> : null}
          <div className="flex justify-end">
            <Button type="submit" variant="primary" busy={busy}>
              Make the link
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
