import { useState } from 'react';
import type { ShownHeader } from '#lib/domain/webhooks/custom-headers.ts';
import { PortalRefusal, refusalText } from '../portal-fetch.ts';
import type { HeaderRow } from './header-rows.tsx';

export type EndpointValues = {
  url: string;
  description: string;
  events: string[];
  headers: HeaderRow[];
  /** As typed; empty: no cap. */
  rate: string;
  environment: 'sandbox' | 'production';
  enabled: boolean;
};

/** The rows of a form for headers as they are stored. */
export function rowsOf(headers: readonly ShownHeader[]): HeaderRow[] {
  return headers.map(({ name, value }, key) => ({
    key,
    name,
    value: value ?? '',
    kept: value === null,
  }));
}

/** The form as the portal takes it; a stored secret that nobody replaced is null. */
export function bodyOf({ headers, rate, ...values }: EndpointValues) {
  const named = headers.filter(({ name, value }) => name.trim() !== '' || value !== '');
  return {
    ...values,
    ratePerSecond: rate.trim() === '' ? null : Number(rate),
    customHeaders: Object.fromEntries(
      named.map(({ name, value, kept }) => [name.trim(), kept && value === '' ? null : value]),
    ),
  };
}

function twice({ headers }: EndpointValues): string | null {
  const names = headers.map(({ name }) => name.trim().toLowerCase()).filter(Boolean);
  const name = names.find((one, index) => names.indexOf(one) !== index);
  return name === undefined ? null : `“${name}” is there twice`;
}

/** The texts about headers, each with the name it is about. */
function headerTexts(fields: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(fields).flatMap(([field, texts]) => {
    if (field === 'customHeaders') return texts;
    if (!field.startsWith('customHeaders.')) return [];
    return texts.map((text) => `“${field.slice('customHeaders.'.length)}” ${text}`);
  });
}

/** The state of the form that adds and edits an endpoint; `save` gets the body to send. */
export function useEndpointForm(
  first: EndpointValues,
  save: (body: ReturnType<typeof bodyOf>) => Promise<void>,
) {
  const [values, setValues] = useState(first);
  const [refusal, setRefusal] = useState<PortalRefusal | string | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setRefusal(null);
    try {
      await work();
    } catch (error) {
      setRefusal(error instanceof PortalRefusal ? error : refusalText(error));
    } finally {
      setBusy(false);
    }
  };
  const refused = refusal instanceof PortalRefusal ? refusal : null;
  const fields = refused?.fields ?? {};
  const double = twice(values);
  const headerProblems = [...(double ? [double] : []), ...headerTexts(fields)];
  return {
    values,
    set: (changes: Partial<EndpointValues>) => setValues((before) => ({ ...before, ...changes })),
    fields,
    headersError: headerProblems.length > 0 ? headerProblems.join('. ') : undefined,
    problem: refused ? (refused.fields ? null : refused.message) : refusal?.toString(),
    busy,
    attempt,
    submit: () => (double ? undefined : attempt(() => save(bodyOf(values)))),
  };
}

export type EndpointFormState = ReturnType<typeof useEndpointForm>;
