'use client';
import { useEffect, useState } from 'react';
import type { SearchAnswer } from '#lib/content/search-types.ts';
import { routes } from '#lib/routes.ts';

const PAUSE_MS = 60;

export type SearchState =
  | { status: 'idle' }
  | { status: 'loading'; answer?: SearchAnswer }
  | { status: 'ready'; answer: SearchAnswer }
  | { status: 'failed' };

/** Asks the server's index while the reader types; an older answer never replaces a newer one. */
export function useSearch(query: string, where: { api?: string; kind?: string } = {}): SearchState {
  const [state, setState] = useState<SearchState>({ status: 'idle' });
  const { api, kind } = where;
  useEffect(() => {
    const q = query.trim();
    if (q === '') {
      setState({ status: 'idle' });
      return;
    }
    const stop = new AbortController();
    setState((before) => ({
      status: 'loading',
      answer: 'answer' in before ? before.answer : undefined,
    }));
    const timer = setTimeout(() => {
      ask(routes.search({ q, api, kind }), stop.signal)
        .then((answer) => setState({ status: 'ready', answer }))
        .catch(() => {
          if (!stop.signal.aborted) setState({ status: 'failed' });
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query, api, kind]);
  return state;
}

async function ask(href: string, signal: AbortSignal): Promise<SearchAnswer> {
  const answer = await fetch(href, { signal });
  if (!answer.ok) throw new Error(`search answered ${answer.status}`);
  // Our own route: its type is the one that the server's index is compiled against.
  return (await answer.json()) as SearchAnswer;
}
