'use client';
import { type FormEvent, useState } from 'react';
import type { PartnerScope } from '#lib/domain/installations/scopes.ts';
import type { AskedScope } from '#lib/domain/scopes/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { PortalRefusal, portalFetch, refusalText } from '../portal-fetch.ts';
import { reloadPage } from '../use-portal-act.ts';

type AskScopeProps = {
  app: AppId;
  scope: PartnerScope;
  meaning: string;
  /** How the next version asks for it. */
  asked: AskedScope | undefined;
  /** Words of the button that opens the question. */
  label?: string;
};

/** Asks for a scope in the next version with its reason, or changes how it is asked for. */
export function AskScope({ app, scope, meaning, asked, label }: AskScopeProps) {
  const url = routes.appData(app, 'scopes');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async (body: object) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await portalFetch(url, { method: 'POST', body });
      reloadPage();
    } catch (error) {
      const field = error instanceof PortalRefusal ? error.fields?.reason : undefined;
      setProblem(field?.join(' ') ?? refusalText(error));
      setBusy(false);
    }
  };
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const isOptional = form.get('isOptional') === 'on';
    void send({ action: 'ask', scope, reason: form.get('reason'), isOptional });
  };
  return (
    <Dialog
      trigger={
        <Button
          size="sm"
          data-needs-js=""
          aria-label={`${label ?? (asked ? 'Change' : 'Ask for')}: ${scope}`}
        >
          {label ?? (asked ? 'Change' : 'Ask for it')}
        </Button>
      }
      title={asked ? 'How this scope is asked for' : 'Ask for this scope'}
      description={
        <>
          <code className="break-all">{scope}</code>: {meaning}. It goes into the manifest of the
          next version.
        </>
      }
    >
      <form className="grid gap-4" onSubmit={ask}>
        <Field
          label="Reason"
          required
          error={problem}
          hint="The administrator of each school reads it before consenting."
        >
          {(parts) => (
            <Textarea
              {...parts}
              name="reason"
              rows={3}
              maxLength={300}
              defaultValue={asked?.reason}
              required
            />
          )}
        </Field>
        <Checkbox
          name="isOptional"
          defaultChecked={asked?.isOptional}
          label="Optional"
          hint="The app works without it; a school may leave it out."
        />
        <div className="flex justify-end gap-2">
          {asked ? (
            <Button busy={busy} onClick={() => void send({ action: 'drop', scope })}>
              No longer ask
            </Button>
          ) : null}
          <Button type="submit" variant="primary" busy={busy}>
            {asked ? 'Save' : 'Ask'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
