export type DiffLine = { kind: 'same' | 'gone' | 'new'; text: string };

const mostLines = 1_200;

/** The lines of two texts side by side: what both have, what only the first has, what only the second. null: too long. */
export function lineDiff(before: string, after: string): DiffLine[] | null {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [middleA, middleB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  if (middleA.length > mostLines || middleB.length > mostLines) return null;
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  return [
    ...a.slice(0, head).map(same),
    ...middle(middleA, middleB),
    ...a.slice(a.length - tail).map(same),
  ];
}

/** By the longest common subsequence; `longest[i][j]` is its length for what begins at i and j. */
function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const fits = a[i] === b[j];
      longest[i * width + j] = fits ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      lines.push({ kind: 'same', text: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'gone', text: left });
      i++;
    } else {
      lines.push({ kind: 'new', text: right ?? '' });
      j++;
    }
  }
  return lines;
}
