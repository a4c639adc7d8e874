import { type FormEvent, type ReactNode, useState } from 'react';
import {
  idempotencyOutcomes,
  type RequestChoices,
  type RequestFilterName,
  requestMethods,
} from '#lib/domain/requests/schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Input } from '../../ui/input.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Select } from '../../ui/select.tsx';

/** Filters as they stand in the address. */
export type RequestFilterTexts = Partial<Record<RequestFilterName, string | null>>;

type RequestFiltersProps = {
  texts: RequestFilterTexts;
  choices: RequestChoices;
  /** The page without filters. */
  action: string;
  onApply: (texts: RequestFilterTexts) => void;
};

export const outcomeLabels: Record<(typeof idempotencyOutcomes)[number], string> = {
  stored: 'Key used first',
  replayed: 'Replayed',
  conflict: 'Refused: other request',
  in_progress: 'Refused: still running',
  invalid: 'Refused: no valid key',
};

const spans: readonly [string, string][] = [
  ['15m', 'Last 15 minutes'],
  ['1h', 'Last hour'],
  ['24h', 'Last 24 hours'],
  ['7d', 'Last 7 days'],
];
const statuses: readonly [string, string][] = [
  ['2xx', '2xx done'],
  ['errors', '4xx and 5xx'],
  ['4xx', '4xx refused'],
  ['5xx', '5xx failed'],
  ['denied', 'Scope denied'],
  ...['400', '401', '404', '409', '422', '429'].map((code): [string, string] => [code, code]),
];
const sources: readonly [string, string][] = [
  ['console', 'The console'],
  ['app', 'The app'],
];
const lesser: readonly RequestFilterName[] = [
  'installation',
  'token',
  'idempotency',
  'source',
  'until',
  'id',
];

/**
 * Every filter lives in the address. A plain form that works without a script; with one, a choice applies at once and
 * the list stays alive.
 */
export function RequestFilters({ texts, choices, action, onApply }: RequestFiltersProps) {
  const isFiltered = Object.values(texts).some(Boolean);
  const apply = (form: HTMLFormElement | null) => {
    const given = [...new FormData(form ?? undefined)];
    onApply(Object.fromEntries(given.map(([name, value]) => [name, String(value).trim()])));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    apply(event.currentTarget);
  };
  return (
    <search>
      <form action={action} className="grid grid-cols-1 gap-2" onSubmit={submit}>
        <div className="grid grid-cols-2 gap-2 md:grid-cols-3 xl:grid-cols-[repeat(6,minmax(0,1fr))_auto]">
          <MainFields texts={texts} choices={choices} apply={apply} />
          <div className="flex gap-2">
            <Button type="submit">Apply</Button>
            {isFiltered ? (
              <LinkButton variant="ghost" href={action}>
                Clear
              </LinkButton>
            ) : null}
          </div>
        </div>
        <Disclosure summary="More filters" open={lesser.some((name) => texts[name])}>
          <div className="grid grid-cols-2 gap-2 md:grid-cols-3 xl:grid-cols-6">
            <LesserFields texts={texts} choices={choices} apply={apply} />
          </div>
        </Disclosure>
      </form>
    </search>
  );
}

type Apply = (form: HTMLFormElement | null) => void;
type Fields = Pick<RequestFiltersProps, 'texts' | 'choices'> & { apply: Apply };

function MainFields({ choices, ...rest }: Fields) {
  return (
    <>
      <Choice name="status" label="Status" any="Any status" {...rest} options={statuses} />
      <Choice name="method" label="Method" any="Any method" {...rest} options={requestMethods} />
      <Choice
        name="operation"
        label="Operation"
        any="Any operation"
        {...rest}
        options={choices.operations}
      />
      <Choice
        name="tenant"
        label="School"
        any="Any school"
        {...rest}
        options={choices.tenants.map(({ id, name }) => [String(id), `${name} (${id})`])}
      />
      <Choice name="since" label="Time" any="Any time" {...rest} options={spans} />
      <Text name="path" label="Path contains" {...rest} />
    </>
  );
}

function LesserFields({ choices, ...rest }: Fields) {
  return (
    <>
      <Choice name="source" label="Sent from" any="From anywhere" {...rest} options={sources} />
      <Choice
        name="installation"
        label="Installation"
        any="Any installation"
        {...rest}
        options={choices.installations.map(({ id, label }) => [id, label])}
      />
      <Choice
        name="token"
        label="Token"
        any="Any token"
        {...rest}
        options={choices.tokens.map(({ id, label }) => [id, label])}
      />
      <Choice
        name="idempotency"
        label="Idempotency"
        any="With or without key"
        {...rest}
        options={idempotencyOutcomes.map((one) => [one, outcomeLabels[one]])}
      />
      <Text name="until" label="Until, such as 2026-04-26 or 2h" {...rest} />
      <Text name="id" label="Request id" {...rest} />
    </>
  );
}

type PartProps = Pick<Fields, 'texts' | 'apply'> & { name: RequestFilterName; label: string };
type ChoiceProps = PartProps & {
  any: string;
  options: readonly (string | readonly [value: string, text: string])[];
};

function Choice({ name, label, any, texts, apply, options }: ChoiceProps): ReactNode {
  const value = texts[name] ?? '';
  const pairs = options.map((one) => (typeof one === 'string' ? ([one, one] as const) : one));
  const isKnown = value === '' || pairs.some(([known]) => known === value);
  return (
    <Select
      name={name}
      aria-label={label}
      value={value}
      onChange={({ target }) => apply(target.form)}
    >
      <option value="">{any}</option>
      {isKnown ? null : <option value={value}>{value}</option>}
      {pairs.map(([known, text]) => (
        <option key={known} value={known}>
          {text}
        </option>
      ))}
    </Select>
  );
}

/** What is typed is kept until it is applied; what the address says afterwards stands in it. */
function Text({ name, label, texts }: PartProps) {
  const value = texts[name] ?? '';
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setDraft(value);
  }
  return (
    <Input
      name={name}
      aria-label={label}
      placeholder={label}
      value={draft}
      onChange={({ target }) => setDraft(target.value)}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
