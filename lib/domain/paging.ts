import { AppError } from '#lib/errors.ts';
import { searchText } from '#lib/std/search-text.ts';

/** What a caller may say about a list; texts as they stood in the query. */
export type PageQuery = { page?: string | null; per_page?: string | null; search?: string | null };

export type PageRequest = {
  page: number;
  perPage: number;
  /** Trimmed; empty: everything. */
  search: string;
};

/** One page of a list, as the contract's answer (contract, Pagination). */
export type Page<T> = {
  data: T[];
  total: number;
  per_page: number;
  current_page: number;
  last_page: number;
};

const wholeNumber = /^-?[0-9]+$/;
const padded = /^-?0[0-9]/;

function read(text: string, most: number): number | string {
  const value = Number(text);
  if (!wholeNumber.test(text)) return 'must be a whole number';
  if (padded.test(text)) return 'must be written without leading zeros';
  if (value < 1) return 'must be at least 1';
  if (value > most) return `must be at most ${most}`;
  return value;
}

/**
 * `page` from 1, `per_page` 20 by default and at most 100, `search` free text. Throws `validation_failed` naming
 * each wrong one (contract, Pagination).
 */
export function parsePage(query: PageQuery): PageRequest {
  const page = read(query.page ?? '1', Number.MAX_SAFE_INTEGER);
  const perPage = read(query.per_page ?? '20', 100);
  if (typeof page === 'number' && typeof perPage === 'number') {
    const search = searchText(query.search ?? '');
    return { page, perPage, search };
  }
  const errors: Record<string, string[]> = {};
  if (typeof page === 'string') errors.page = [page];
  if (typeof perPage === 'string') errors.per_page = [perPage];
  throw new AppError('validation_failed', { details: { errors } });
}

/** A page as the JSON text that is sent: the database wrote its records, and nobody reads them again on the way. */
export type PageText = { json: string };

/** The answer of a list from its records, as JSON parted by commas, and the number of all matches. */
export function toPageText(request: PageRequest, total: number, records: string): PageText {
  const { data, ...numbers } = toPage(request, total, []);
  return { json: `{"data":[${records}],${JSON.stringify(numbers).slice(1)}` };
}

/** The answer of a list from its rows and the number of all matches. */
export function toPage<T>(request: PageRequest, total: number, data: T[]): Page<T> {
  return {
    data,
    total,
    per_page: request.perPage,
    current_page: request.page,
    last_page: Math.max(1, Math.ceil(total / request.perPage)),
  };
}

/** The text as a LIKE pattern that finds it anywhere: its own wildcards are escaped. */
export function containsPattern(search: string): string {
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`;
}
