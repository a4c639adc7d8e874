import type { SearchQuery } from '#lib/content/search-index.ts';
import type { SearchAnswer, SearchGroup } from '#lib/content/search-types.ts';
import { routes } from '#lib/routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { SearchRow } from './search-row.tsx';

type SearchResultsProps = { query: SearchQuery; answer: SearchAnswer; perPage: number };

const examples = ['POST /education/students', 'scope_not_granted', 'webhook signature', 'token'];

/** Hits by kind, some of each; a list of one kind has pages. */
export function SearchResults({ query, answer, perPage }: SearchResultsProps) {
  if (query.q.trim() === '') return <Nothing title="What are you looking for?" />;
  const words = answer.total === 1 ? '1 result' : `${answer.total.toLocaleString('en')} results`;
  return (
    <>
      <p role="status" className="mt-4 text-sm text-muted tabular-nums">
        {words} for “{query.q}”
      </p>
      {answer.total === 0 ? <Nothing title="Nothing found" query={query} /> : null}
      {answer.groups.map((group) => (
        <ResultGroup key={group.kind} group={group} query={query} perPage={perPage} />
      ))}
    </>
  );
}

type ResultGroupProps = { group: SearchGroup; query: SearchQuery; perPage: number };

function ResultGroup({ group, query, perPage }: ResultGroupProps) {
  const { q, api, kind, page = 1 } = query;
  const id = `results-${group.kind}`;
  const isWhole = kind !== undefined || group.total <= group.hits.length;
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="text-sm font-semibold">
        {group.label}{' '}
        <span className="font-normal text-faint tabular-nums">
          {group.total.toLocaleString('en')}
        </span>
      </h2>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {group.hits.map((hit) => (
          <li key={hit.href + hit.title}>
            <a href={hit.href} className="-mx-2 block rounded px-2 py-2.5 hover:bg-hover">
              <SearchRow hit={hit} />
            </a>
          </li>
        ))}
      </ul>
      {isWhole ? null : (
        <p className="mt-2 text-sm">
          <a
            href={routes.searchPage({ q, api, kind: group.kind })}
            className="text-accent underline underline-offset-4"
          >
            All {group.total.toLocaleString('en')} {group.label.toLowerCase()}
          </a>
        </p>
      )}
      {kind === undefined ? null : (
        <div className="mt-4">
          <Pagination
            page={page}
            pages={Math.ceil(group.total / perPage)}
            href={(next) => routes.searchPage({ q, api, kind, page: next })}
          />
        </div>
      )}
    </section>
  );
}

function Nothing({ title, query }: { title: string; query?: SearchQuery }) {
  const isNarrow = query?.api !== undefined || query?.kind !== undefined;
  return (
    <div className="mt-8">
      <EmptyState title={title}>
        {query && isNarrow ? (
          <p>
            <a
              href={routes.searchPage({ q: query.q })}
              className="text-accent underline underline-offset-4"
            >
              Search everything
            </a>{' '}
            for the same words.
          </p>
        ) : null}
        <p>
          Paths, operationIds, names and words are all found, with typing mistakes too. For example{' '}
          {examples.map((q, index) => (
            <span key={q}>
              {index > 0 ? ', ' : null}
              <a
                href={routes.searchPage({ q })}
                className="text-accent underline underline-offset-4"
              >
                {q}
              </a>
            </span>
          ))}
          .
        </p>
      </EmptyState>
    </div>
  );
}
