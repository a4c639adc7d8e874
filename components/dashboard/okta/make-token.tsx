'use client';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { accessTokenLives, accessTokenLivesMs } from '#lib/domain/okta/orgs/schemas.ts';
import { newOktaId } from '#lib/std/okta-id-kinds.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { PortalRefusal, refusalText } from '../portal-fetch.ts';
import { TokenOnce } from '../tokens/token-once.tsx';
import { useOktaActs } from './use-okta.tsx';

type Kind = 'api' | 'access';
type MakeTokenProps = { kind: Kind; scopes: readonly string[] };

const words = {
  api: {
    button: 'Make an API token',
    description:
      'It may do what you may do, in every program that has it, and dies when you leave the organization.',
    variable: 'OKTA_API_TOKEN',
  },
  access: {
    button: 'Make an access token',
    description: 'It may do what its scopes say, for as long as you choose.',
    variable: 'OKTA_ACCESS_TOKEN',
  },
} as const;

const newTokenId = (kind: Kind) => newOktaId(kind === 'api' ? 'apiToken' : 'accessToken');

function useMake(kind: Kind) {
  const { act, busy, question } = useOktaActs();
  // One id a dialog: pressing twice makes one token.
  const [tokenId, setTokenId] = useState(() => newTokenId(kind));
  const [made, setMade] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body =
      kind === 'api'
        ? { kind, tokenId, name: form.get('name') }
        : { kind, tokenId, scopes: form.getAll('scopes'), livesMs: Number(form.get('livesMs')) };
    setRefusal(null);
    try {
      const answer = await act<{ token: string }>(['tokens'], body);
      if (answer) setMade(answer.token);
    } catch (error) {
      setRefusal(error);
    }
  };
  const restart = () => {
    setTokenId(newTokenId(kind));
    setMade(null);
    setRefusal(null);
  };
  return { made, make, busy, question, refusal, restart };
}

/** Makes a token of the Okta sandbox and shows it once. */
export function MakeToken({ kind, scopes }: MakeTokenProps) {
  const [open, setOpen] = useState(false);
  const form = useMake(kind);
  const change = (next: boolean) => {
    setOpen(next);
    if (next) form.restart();
  };
  const { button, description, variable } = words[kind];
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={change}
        trigger={
          <Button variant={kind === 'api' ? 'primary' : 'secondary'}>
            <Plus className="size-4" aria-hidden="true" /> {button}
          </Button>
        }
        title={form.made ? 'The new token' : button}
        description={form.made ? undefined : description}
        actions={
          form.made ? (
            <Button variant="primary" onClick={() => change(false)}>
              Done
            </Button>
          ) : undefined
        }
      >
        {form.made ? (
          <TokenOnce token={form.made} variable={variable} />
        ) : (
          <MakeForm kind={kind} scopes={scopes} form={form} />
        )}
      </Dialog>
      {form.question}
    </>
  );
}

function MakeForm({ kind, scopes, form }: MakeTokenProps & { form: ReturnType<typeof useMake> }) {
  const fields = form.refusal instanceof PortalRefusal ? form.refusal.fields : undefined;
  return (
    <form className="grid gap-4" onSubmit={form.make}>
      {kind === 'api' ? (
        <Field
          label="Name"
          required
          hint="Which program it is for."
          error={fields?.name?.join(' ')}
        >
          {(parts) => (
            <Input {...parts} name="name" required maxLength={255} placeholder="Nightly import" />
          )}
        </Field>
      ) : (
        <AccessFields scopes={scopes} problem={fields?.scopes?.join(' ')} />
      )}
      {form.refusal && !fields ? <Callout tone="bad">{refusalText(form.refusal)}</Callout> : null}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={form.busy}>
          Make the token
        </Button>
      </div>
    </form>
  );
}

function AccessFields({ scopes, problem }: { scopes: readonly string[]; problem?: string }) {
  return (
    <>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1 text-sm font-medium">Scopes</legend>
        {scopes.map((scope, index) => (
          <Checkbox
            key={scope}
            name="scopes"
            value={scope}
            defaultChecked={index === 0}
            label={<span className="font-mono text-[0.8125rem] break-all">{scope}</span>}
          />
        ))}
        {problem ? <p className="text-[0.8125rem] text-bad">{problem}</p> : null}
      </fieldset>
      <Field label="Lives" required>
        {(parts) => (
          <Select {...parts} name="livesMs" defaultValue={accessTokenLivesMs}>
            {accessTokenLives.map(({ livesMs, label }) => (
              <option key={livesMs} value={livesMs}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
