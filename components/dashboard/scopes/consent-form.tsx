'use client';
import { useState } from 'react';
import type { Consent } from '#lib/domain/scopes/consent.ts';
import { type AskedScope, scopeMeanings } from '#lib/domain/scopes/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { Refusal } from '../refusal.tsx';
import { TokenOnce } from '../tokens/token-once.tsx';
import { useConfirmation } from '../use-confirmation.tsx';

type ConsentFormProps = { app: AppId; tenantId: number; consent: Consent };
type Answer = { token: string | null; added: string[] };

function useConsent({ app, tenantId, consent }: ConsentFormProps) {
  const [chosen, setChosen] = useState<string[]>(() => consent.asked.map(({ scope }) => scope));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { run, question } = useConfirmation();
  const grant = async () => {
    setBusy(true);
    setProblem(null);
    const body = { action: 'consent', tenantId, scopes: chosen };
    try {
      const url = routes.appData(app, 'scopes');
      setAnswer(await run(() => portalFetch<Answer>(url, { method: 'POST', body })));
    } catch (error) {
      setProblem(refusalText(error));
    } finally {
      setBusy(false);
    }
  };
  const toggle = (scope: string, on: boolean) =>
    setChosen((before) => (on ? [...before, scope] : before.filter((one) => one !== scope)));
  return { chosen, toggle, busy, grant, answer, problem, question };
}

/** The question as the administrator of a school reads it, and its answer. */
export function ConsentForm(props: ConsentFormProps) {
  const { app, consent } = props;
  const form = useConsent(props);
  const isNew = consent.installationId === null;
  if (form.answer) return <Done app={app} answer={form.answer} />;
  return (
    <Card className="max-w-2xl">
      <div className="grid grid-cols-1 gap-5">
        <div>
          <h2 className="text-lg font-semibold">
            <bdi>{consent.appName}</bdi> {wishOf(consent)}
          </h2>
          <p className="text-sm leading-6 text-muted">
            By <bdi>{consent.partnerName}</bdi>, for <bdi>{consent.tenantName}</bdi>. Its module is{' '}
            <code>{consent.module}</code>.
          </p>
        </div>
        <AskedList asked={consent.asked} chosen={form.chosen} onToggle={form.toggle} />
        {consent.granted.length > 0 ? (
          <Disclosure summary={`Granted already, and stays so (${consent.granted.length})`}>
            <ul className="grid gap-1 text-[0.8125rem] text-muted">
              {consent.granted.map((scope) => (
                <li key={scope}>
                  <code className="break-all">{scope}</code>
                </li>
              ))}
            </ul>
          </Disclosure>
        ) : null}
        <Refusal text={form.problem} />
        <div className="flex flex-wrap justify-end gap-2">
          <LinkButton href={routes.app(app, 'installations')}>Not now</LinkButton>
          <Button
            variant="primary"
            busy={form.busy}
            disabled={!isNew && form.chosen.length === 0}
            onClick={form.grant}
          >
            {isNew ? 'Install and consent' : 'Consent'}
          </Button>
        </div>
      </div>
      {form.question}
    </Card>
  );
}

function wishOf({ installationId, asked }: Consent): string {
  if (installationId === null) return 'wants to be installed';
  return asked.length > 0 ? 'asks for more' : 'has all that it asks for';
}

type AskedListProps = {
  asked: readonly AskedScope[];
  chosen: readonly string[];
  onToggle: (scope: string, on: boolean) => void;
};

function AskedList({ asked, chosen, onToggle }: AskedListProps) {
  if (asked.length === 0) {
    return <p className="text-sm text-muted">It asks for nothing that is not granted already.</p>;
  }
  return (
    <ul className="grid gap-3 border-y border-line py-4">
      {asked.map(({ scope, reason, isOptional }) => (
        <li key={scope}>
          <Checkbox
            checked={chosen.includes(scope)}
            disabled={!isOptional}
            onChange={({ target }) => onToggle(scope, target.checked)}
            label={
              <span className="font-medium">
                {scopeMeanings[scope]}
                <span className="font-normal text-muted">
                  {isOptional ? ' (optional)' : ' (needed)'}
                </span>
              </span>
            }
            hint={
              <>
                <bdi>{reason}</bdi>
                <code className="block break-all">{scope}</code>
              </>
            }
          />
        </li>
      ))}
    </ul>
  );
}

function Done({ app, answer: { token, added } }: { app: AppId; answer: Answer }) {
  return (
    <div className="grid max-w-2xl grid-cols-1 gap-4">
      <Callout tone="good" title={token ? 'Installed' : 'Granted'}>
        {added.length} {added.length === 1 ? 'scope holds' : 'scopes hold'} from the next request
        on.
      </Callout>
      {token ? <TokenOnce token={token} /> : null}
      <div className="flex gap-2">
        <LinkButton href={routes.app(app, 'installations')}>Installations</LinkButton>
        <LinkButton href={routes.app(app, 'tokens')}>Tokens</LinkButton>
      </div>
    </div>
  );
}
