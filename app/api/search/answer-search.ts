import { getUserCtx } from '#lib/auth/session.ts';
import { appPages } from '#lib/content/dashboard-pages.ts';
import { withOwn } from '#lib/content/own-search.ts';
import type { SearchDoc, SearchQuery } from '#lib/content/search-index.ts';
import type { SearchAnswer } from '#lib/content/search-types.ts';
import { listApps } from '#lib/domain/apps/list-apps.ts';
import { searchIndex } from './sources.ts';

export type PersonalAnswer = { answer: SearchAnswer; isPersonal: boolean };

/** What a reader finds: everything that is written and, signed in, the pages of their apps. */
export async function answerSearch(query: SearchQuery, headers: Headers): Promise<PersonalAnswer> {
  const [index, own] = await Promise.all([searchIndex(), ownPages(headers)]);
  return { answer: withOwn(index.search(query), own, query), isPersonal: own.length > 0 };
}

/** Searching what is written must not need the database: whatever fails here costs only the own pages. */
async function ownPages(headers: Headers): Promise<SearchDoc[]> {
  try {
    const ctx = await getUserCtx(headers);
    return ctx ? appPages(await listApps(ctx)) : [];
  } catch {
    return [];
  }
}
