/** A table whose cells are made by its bench. */
export type Columns = { title: string; heads: readonly string[]; rows: readonly string[][] };

/** Prints the first column to the left, numbers to the right. */
export function printColumns({ title, heads, rows }: Columns): void {
  const widths = heads.map((head, at) =>
    Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  console.log(`\n${title}\n${line(heads)}`);
  for (const row of rows) console.log(line(row));
}

export const ms = (value: number): string =>
  Number.isFinite(value) ? `${value < 10 ? value.toFixed(1) : Math.round(value)} ms` : 'never';
export const kb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
export const times = (value: number, first: number): string =>
  Number.isFinite(value) && first > 0 ? `${(value / first).toFixed(2)} ×` : '–';
/** A figure beside its limit. */
export const within = (value: number, limit: number): string =>
  value <= limit ? 'kept' : 'missed';
