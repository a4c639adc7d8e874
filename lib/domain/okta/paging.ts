import { OktaError } from './okta-error.ts';

/** One page of a list. `next`: where the next one begins; null on the last page. */
export type OktaPage<T> = { items: T[]; next: number | null };

/**
 * `limit` as a caller wrote it: -1 or nothing means the default, more than the maximum is lowered to it.
 * Throws `E0000029` for anything else below 1 and for what is no whole number (contract, Decided).
 */
export function readLimit(text: string | null, byDefault: number, most: number): number {
  if (text === null || text === '' || text === '-1') return byDefault;
  if (!/^[0-9]+$/.test(text) || Number(text) < 1) throw new OktaError('E0000029');
  return Math.min(Number(text), most);
}

/** The page of rows that were asked for with one more than fits: that one tells whether another page follows. */
export function toPage<T>(
  rows: readonly T[],
  limit: number,
  positionOf: (row: T) => number,
): OktaPage<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? positionOf(last) : null };
}
