import { buildSearchIndex, type SearchDoc, type SearchQuery } from './search-index.ts';
import type { SearchAnswer, SearchGroup } from './search-types.ts';

/**
 * The answer for one person: what everybody finds and what only this person may open, such as the pages of their apps.
 * Their own hits stand first in their group, and the group stands second, or first when it alone was met.
 */
export function withOwn(
  answer: SearchAnswer,
  own: readonly SearchDoc[],
  query: SearchQuery,
): SearchAnswer {
  if (own.length === 0 || query.api || (query.page ?? 1) > 1) return answer;
  const found = buildSearchIndex(own).search(query);
  const mine = found.groups[0];
  if (!mine) return answer;
  const shared = answer.groups.find(({ kind }) => kind === mine.kind);
  const group: SearchGroup = {
    ...mine,
    hits: [...mine.hits, ...(shared?.hits ?? [])],
    total: mine.total + (shared?.total ?? 0),
  };
  const [best, ...rest] = answer.groups.filter(({ kind }) => kind !== mine.kind);
  return {
    groups: [...(best ? [best] : []), group, ...rest],
    total: answer.total + found.total,
  };
}
