/** Rows of a page of a list that can be narrowed. */
export const rowsPerPage = 20;

/** The part of a list that somebody asked for. */
export type NarrowPart = {
  /** What was typed, without the space around it. */
  typed: string;
  page: number;
  /** At least one, also when nothing was found. */
  pages: number;
  /** The whole list has more than one page, so that narrowing it is worth while. */
  isLong: boolean;
};

/**
 * The rows with `typed` in their text, upper and lower case alike, and of those one page. Both come from an address:
 * what is no text narrows nothing, and a page that is not there is the nearest one.
 */
export function narrow<Row>(
  rows: readonly Row[],
  textOf: (row: Row) => string,
  asked: { typed: unknown; page: unknown },
): NarrowPart & { shown: Row[] } {
  const typed = typeof asked.typed === 'string' ? asked.typed.trim() : '';
  const wanted = typed.toLowerCase();
  const found = rows.filter((row) => textOf(row).toLowerCase().includes(wanted));
  const pages = Math.max(1, Math.ceil(found.length / rowsPerPage));
  const page = Math.min(Math.max(1, Math.trunc(Number(asked.page)) || 1), pages);
  const shown = found.slice((page - 1) * rowsPerPage, page * rowsPerPage);
  return { typed, page, pages, isLong: rows.length > rowsPerPage, shown };
}
