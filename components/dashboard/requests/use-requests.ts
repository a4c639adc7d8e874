'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import {
  type RequestList,
  type RequestView,
  requestFilterNames,
  requestQuery,
} from '#lib/domain/requests/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { portalFetch } from '../portal-fetch.ts';

const everyMs = 1500;
/** Rows that a list grows to while it is watched. */
const mostShown = 200;

const parsers = Object.fromEntries(
  [...requestFilterNames, 'before'].map((name) => [name, parseAsString]),
);

/** What came since, on top of what was there. */
function merged(known: RequestList, news: RequestList): RequestList {
  if (news.isWhole) return news;
  const byId = new Map<string, RequestView>();
  for (const row of [...news.requests, ...known.requests]) byId.set(row.id, row);
  const rows = [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  const requests = rows.slice(0, mostShown);
  const next = rows.length > mostShown ? (requests.at(-1)?.id ?? null) : known.next;
  return { requests, next, mark: news.mark, isWhole: true };
}

/** The log that the address describes. Its newest page asks for what came since, unless it is paused. */
export function useRequests(app: AppId, first: { key: string; list: RequestList }) {
  const client = useQueryClient();
  const [query, setQuery] = useQueryStates(parsers, { history: 'push', clearOnDefault: true });
  const [isPaused, setPaused] = useState(false);
  const key = requestQuery(query).toString();
  const queryKey = ['requests', app, key];
  const isLive = !query.before && !isPaused;
  const { data, isPlaceholderData, error } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const url = `${routes.appData(app, 'logs')}?${key}`;
      const known = client.getQueryData<RequestList>(queryKey);
      if (!known || query.before) return portalFetch<RequestList>(url, { signal });
      const news = await portalFetch<RequestList>(`${url}&after=${known.mark}`, { signal });
      return merged(known, news);
    },
    initialData: key === first.key ? first.list : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: isLive ? everyMs : false,
    refetchOnWindowFocus: isLive,
  });
  return { query, setQuery, list: data, isStale: isPlaceholderData, error, isPaused, setPaused };
}
