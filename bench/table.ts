import type { BenchRow } from './stand.ts';

const heads = ['', 'requests/s', 'of the first', 'p50 ms', 'p99 ms', 'failed'] as const;

/** Prints rows measured in one run; the first is the yardstick, because only ratios mean something on another machine. */
export function printTable(title: string, rows: readonly BenchRow[]): void {
  const yardstick = rows[0]?.perSecond ?? 0;
  const cells = rows.map((row) => [
    row.what,
    row.perSecond.toLocaleString('en'),
    yardstick > 0 ? `${((row.perSecond / yardstick) * 100).toFixed(1)} %` : '',
    row.p50Ms.toFixed(1),
    row.p99Ms.toFixed(1),
    String(row.failed),
  ]);
  const widths = heads.map((head, i) =>
    Math.max(head.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ');
  console.log(`\n${title}\n${line(heads)}`);
  for (const row of cells) console.log(line(row));
}
