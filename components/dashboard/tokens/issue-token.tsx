'use client';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { InstallationRow } from '#lib/domain/installations/list-installations.ts';
import { type AppId, newId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Refusal } from '../refusal.tsx';
import { TokenOnce } from './token-once.tsx';
import { useTokenActs } from './use-token-acts.tsx';

export type Issuable = Pick<InstallationRow, 'id' | 'tenantName' | 'scopes'>;

type IssueTokenProps = { app: AppId; installations: Issuable[] };

function useIssue({ app, installations }: IssueTokenProps) {
  const { press, busy, problem, question } = useTokenActs(app);
  // Chosen here and sent along: pressing twice issues one token.
  const [tokenId, setTokenId] = useState(() => newId('tok'));
  const [chosen, setChosen] = useState(installations[0]);
  const [scopes, setScopes] = useState<string[] | null>(null);
  const [made, setMade] = useState<{ token: string } | null>(null);
  const issue = async () => {
    const body = { tokenId, installationId: chosen?.id, scopes: scopes ?? undefined };
    setMade(await press<{ token: string }>(body));
  };
  const choose = (id: string) => {
    setChosen(installations.find((one) => one.id === id));
    setScopes(null);
  };
  const reset = () => {
    setMade(null);
    setScopes(null);
    setTokenId(newId('tok'));
  };
  const field = { installations, chosen, choose, scopes, setScopes };
  return { ...field, made, issue, reset, busy, problem, question };
}

/** Issues one more token to an installation and shows it once. */
export function IssueToken(props: IssueTokenProps) {
  const form = useIssue(props);
  const { made, busy, scopes } = form;
  const [open, setOpen] = useState(false);
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) form.reset();
  };
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={change}
        trigger={
          <Button variant="primary" data-needs-js="">
            <Plus className="size-4" aria-hidden="true" /> Issue a token
          </Button>
        }
        title={made ? 'Token issued' : 'Issue a token'}
        description={made ? undefined : 'It lives for 90 days and works at once.'}
        actions={
          made ? (
            <Button variant="primary" onClick={() => change(false)}>
              Done
            </Button>
          ) : (
            <Button
              variant="primary"
              busy={busy}
              onClick={form.issue}
              disabled={scopes?.length === 0}
            >
              Issue token
            </Button>
          )
        }
      >
        {made ? <TokenOnce token={made.token} /> : <IssueFields form={form} />}
      </Dialog>
      {form.question}
    </>
  );
}

function IssueFields({ form }: { form: ReturnType<typeof useIssue> }) {
  const { installations, chosen, choose, scopes, setScopes } = form;
  return (
    <div className="grid gap-4">
      <Field label="Installation" required>
        {(parts) => (
          <Select {...parts} value={chosen?.id} onChange={({ target }) => choose(target.value)}>
            {installations.map(({ id, tenantName }) => (
              <option key={id} value={id}>
                {tenantName}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ScopeChoice granted={chosen?.scopes ?? []} chosen={scopes} onChange={setScopes} />
      <Refusal text={form.problem} />
    </div>
  );
}

type ScopeChoiceProps = {
  granted: readonly string[];
  /** null: everything granted, now and later. */
  chosen: string[] | null;
  onChange: (scopes: string[] | null) => void;
};

function ScopeChoice({ granted, chosen, onChange }: ScopeChoiceProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">Scopes</legend>
      <Checkbox
        label="Everything that the school granted, now and later"
        checked={chosen === null}
        onChange={({ target }) => onChange(target.checked ? null : [...granted])}
      />
      {chosen === null ? null : (
        <div className="grid max-h-52 overflow-y-auto rounded-md border border-line p-3">
          {granted.map((scope) => (
            <Checkbox
              key={scope}
              label={<span className="font-mono text-[0.8125rem] break-all">{scope}</span>}
              checked={chosen.includes(scope)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope),
                )
              }
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}
