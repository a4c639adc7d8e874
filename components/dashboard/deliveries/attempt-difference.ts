import type { AttemptView } from '#lib/domain/deliveries/schemas.ts';

export type Difference = { what: string; before: string; after: string };

// These differ by their nature: each attempt is signed for its own moment.
const alwaysNew =
  /^(x-okta-timestamp|x-okta-signature|webhook-timestamp|webhook-signature|date|x-request-id)$/;

function headerDifferences(
  side: string,
  before: readonly [string, string][],
  after: readonly [string, string][],
): Difference[] {
  const textOf = (pairs: readonly [string, string][], name: string) =>
    pairs
      .filter(([key]) => key.toLowerCase() === name)
      .map(([, value]) => value)
      .join(', ') || 'absent';
  const names = new Set([...before, ...after].map(([name]) => name.toLowerCase()));
  return [...names]
    .filter((name) => !alwaysNew.test(name) && textOf(before, name) !== textOf(after, name))
    .map((name) => ({
      what: `${side} header ${name}`,
      before: textOf(before, name),
      after: textOf(after, name),
    }));
}

const outcomeOf = (attempt: AttemptView) =>
  attempt.errorCode ?? (attempt.responseStatus === null ? 'none' : String(attempt.responseStatus));

function bodyDifference(before: AttemptView, after: AttemptView): Difference[] {
  if ((before.responseBody ?? '') === (after.responseBody ?? '')) return [];
  const short = (text: string | null) => {
    if (text === null || text === '') return 'empty';
    return text.length > 80 ? `${text.slice(0, 80)}…` : text;
  };
  return [
    {
      what: 'Response body',
      before: short(before.responseBody),
      after: short(after.responseBody),
    },
  ];
}

/** What an attempt did otherwise than the one before it; signatures and dates, which always differ, are left out. */
export function attemptDifference(before: AttemptView, after: AttemptView): Difference[] {
  const plain: Difference[] = [
    { what: 'Outcome', before: outcomeOf(before), after: outcomeOf(after) },
    { what: 'Address', before: before.url, after: after.url },
  ].filter((one) => one.before !== one.after);
  return [
    ...plain,
    ...headerDifferences('Request', before.requestHeaders, after.requestHeaders),
    ...headerDifferences('Response', before.responseHeaders ?? [], after.responseHeaders ?? []),
    ...bodyDifference(before, after),
  ];
}
