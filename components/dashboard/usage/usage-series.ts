import type { OperationUsage, UsageNumbers, UsageView } from '#lib/domain/usage/schemas.ts';
import { operationText, stepText } from './usage-text.ts';

/** So many operations have a colour of their own. */
const coloured = 5;

const colours = [
  'var(--accent)',
  'var(--code-key)',
  'var(--good)',
  'var(--code-number)',
  'var(--bad)',
];
const colourOfOthers = 'var(--faint)';

export type Series = { name: string; colour: string; steps: readonly UsageNumbers[] };
/** One step of a chart: its label, and a value for each series. */
export type Point = { label: string } & Record<string, string | number | null>;

const zip = (a: UsageNumbers, b: UsageNumbers): UsageNumbers => ({
  calls: a.calls + b.calls,
  errors: a.errors + b.errors,
  denied: a.denied + b.denied,
  limited: a.limited + b.limited,
  failed: a.failed + b.failed,
  p95Ms: b.p95Ms === null ? a.p95Ms : Math.max(a.p95Ms ?? 0, b.p95Ms),
  peakShare: Math.max(a.peakShare, b.peakShare),
});

function together(operations: readonly OperationUsage[]): UsageNumbers[] {
  const [first, ...rest] = operations.map(({ steps }) => steps);
  return rest.reduce<UsageNumbers[]>(
    (all, steps) =>
      all.map((one, index) => {
        const other = steps[index];
        return other ? zip(one, other) : one;
      }),
    first ?? [],
  );
}

/** The most called operations, each with its colour, and the others as one. */
export function seriesOf({ operations }: UsageView): Series[] {
  const own = operations.length > coloured + 1 ? operations.slice(0, coloured) : operations;
  const others = operations.slice(own.length);
  const series = own.map(({ operationId, steps }, index) => ({
    name: operationText(operationId),
    colour: colours[index] ?? colourOfOthers,
    steps,
  }));
  if (others.length === 0) return series;
  return [
    ...series,
    {
      name: `${others.length} other operations`,
      colour: colourOfOthers,
      steps: together(others),
    },
  ];
}

/** The steps of a chart with one number of each series. */
export function pointsOf(
  usage: UsageView,
  series: readonly Series[],
  pick: (numbers: UsageNumbers) => number | null,
): Point[] {
  return usage.steps.map((step, index) => {
    const values = series.map(({ name, steps }): [string, number | null] => {
      const numbers = steps[index];
      return [name, numbers ? pick(numbers) : null];
    });
    return { label: stepText(step, usage.range), ...Object.fromEntries(values) };
  });
}
