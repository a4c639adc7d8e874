import { type Change, type ChangeKind, KINDS } from './rules.ts';
import type { Side } from './side.ts';

/** Who sends what is compared: the client (`request`) or the API (`response`). */
export type Direction = 'request' | 'response';

/** Where a comparison stands. */
export type At = {
  place: string;
  old: string;
  new: string;
  /** The operation or shared schema whose comparison this is part of. */
  owner: string;
  /** The value may be left out: an optional property or parameter. */
  optional?: boolean;
  depth: number;
};

/** What the comparison of two documents shares. */
export type Comparison = {
  old: Side;
  new: Side;
  changes: (Change & { owner: string })[];
  /** Pairs of shared schemas that are compared already, or are being compared: cycles end here. */
  seen: Set<string>;
  /** Shared schema → the operations and schemas that bring it. */
  broughtBy: Map<string, Set<string>>;
  notices: Set<string>;
};

export const newComparison = (older: Side, newer: Side): Comparison => ({
  old: older,
  new: newer,
  changes: [],
  seen: new Set(),
  broughtBy: new Map(),
  notices: new Set(),
});

/** Notes a change. What was removed is shown in the old document. */
export const report = (
  comparison: Comparison,
  at: At,
  kind: ChangeKind,
  message: string,
  document: 'old' | 'new' = 'new',
): void => {
  comparison.changes.push({
    ...KINDS[kind],
    kind,
    place: at.place,
    pointer: at[document],
    document,
    message,
    owner: at.owner,
  });
};

const escapeToken = (token: string): string => token.replace(/~/g, '~0').replace(/\//g, '~1');

/** A place below: its name for readers, and its way in both documents. */
export const below = (at: At, name: string, ...way: string[]): At => {
  const tail = way.map((token) => `/${escapeToken(token)}`).join('');
  return {
    owner: at.owner,
    depth: at.depth + 1,
    place: name === '' ? at.place : `${at.place} › ${name}`,
    old: at.old + tail,
    new: at.new + tail,
  };
};

/** `shown` words of a list: `a`, `b` and 3 more. */
export const listWords = (items: readonly string[], shown = 8): string => {
  const named = items.slice(0, shown).map((item) => `\`${item.slice(0, 80)}\``);
  if (items.length > shown) return `${named.join(', ')} and ${items.length - shown} more`;
  const last = named.at(-1) ?? '';
  return named.length > 1 ? `${named.slice(0, -1).join(', ')} and ${last}` : last;
};
