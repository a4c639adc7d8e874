'use client';
import { useState } from 'react';
import { useSearch } from '../../site/search/use-search.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';

/** Filters the operations of the API by asking the server's index: the navigation holds only the open tag. */
export function NavFilter({ api }: { api: string }) {
  const [query, setQuery] = useState('');
  const state = useSearch(query, { api, kind: 'operation' });
  const hits = 'answer' in state ? state.answer?.groups.flatMap((group) => group.hits) : undefined;
  return (
    <div className="nav-filter" data-needs-js="" data-filtering={query === '' ? undefined : ''}>
      <input
        type="search"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setQuery('');
        }}
        placeholder="Filter operations"
        aria-label="Filter operations"
        aria-controls="nav-filter-hits"
      />
      <div id="nav-filter-hits" aria-live="polite">
        {query === '' ? null : (
          <ul>
            {hits?.map((hit) => (
              <li key={hit.href}>
                <a className="nav-item" href={hit.href}>
                  <MethodBadge method={hit.method ?? ''} variant="bare" />
                  <span>{hit.title}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        {query !== '' && state.status === 'ready' && hits?.length === 0 ? (
          <p className="nav-note">No operation has these words.</p>
        ) : null}
        {state.status === 'failed' ? (
          <p className="nav-note">The filter could not be reached.</p>
        ) : null}
      </div>
    </div>
  );
}
