import { isMap, isScalar, isSeq } from 'yaml';

/** Keys and list positions from the root. */
export type Path = readonly (string | number)[];

/** A stretch of the text: offsets from 0, lines and columns from 1. */
export type Place = {
  from: number;
  to: number;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
};

/** Turns offsets into lines and columns. */
export function placer(source: string): (from: number, to?: number) => Place {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  const lineOf = (offset: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return (from, to = from) => {
    const begin = Math.min(Math.max(from, 0), source.length);
    const end = Math.min(Math.max(to, begin), source.length);
    const [line, endLine] = [lineOf(begin), lineOf(end)];
    return {
      from: begin,
      to: end,
      line: line + 1,
      column: begin - (starts[line] ?? 0) + 1,
      endLine: endLine + 1,
      endColumn: end - (starts[endLine] ?? 0) + 1,
    };
  };
}

type Range = readonly [from: number, to: number];

const rangeOf = (node: unknown): Range | null => {
  const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : null;
  return range ? [range[0], range[1]] : null;
};

/** Where a value stands, or its key; what is not there stands where its nearest ancestor does. */
export function rangeAt(root: unknown, path: Path, part: 'key' | 'value'): Range {
  let node: unknown = root;
  let found: Range = [0, 0];
  for (const step of path) {
    const child = childOf(node, step);
    if (!child) return found;
    node = child.value;
    // An ancestor is named by its key: its value may be the whole file.
    found = child.key ?? rangeOf(node) ?? found;
  }
  return part === 'value' ? (rangeOf(node) ?? found) : found;
}

function childOf(node: unknown, step: string | number) {
  if (isSeq(node) && typeof step === 'number') {
    return step < node.items.length ? { key: null, value: node.items[step] } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => keyText(key) === String(step));
  return pair ? { key: rangeOf(pair.key), value: pair.value } : null;
}

/** A key as text, as it was typed. */
export function keyText(key: unknown): string {
  if (!isScalar(key)) return '?';
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

/** `webhooks[0].url`, as people write it. */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`,
    '',
  );
