import type { UsageStep, UsageView } from '#lib/domain/usage/schemas.ts';

const noOperation = 'No operation';

/** How a row about calls of no operation is called. */
export const operationText = (operationId: string | null): string => operationId ?? noOperation;

export const countText = (count: number): string => count.toLocaleString('en');

/** Milliseconds as people read them. */
export function msText(ms: number | null): string {
  if (ms === null) return '–';
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms).toLocaleString('en')} ms`;
}

/** A share as an axis tells it: as exact as its steps are small. */
export const shareTick = (share: number): string =>
  `${Number((share * 100).toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 3 })} %`;

/** A share as percent; what is there is never shown as nothing. */
export function shareText(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (percent < 0.1) return 'under 0.1 %';
  return percent < 10 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** When a step begins, in UTC: the day, and the hour where steps are shorter than a day. */
export function stepText({ at }: Pick<UsageStep, 'at'>, range: UsageView['range']): string {
  const day = `${Number(at.slice(8, 10))} ${months[Number(at.slice(5, 7)) - 1] ?? ''}`;
  const hour = at.slice(11, 16);
  if (range === '24h') return hour;
  return range === '7d' ? `${day} ${hour}` : day;
}
