'use client';
import { Pause, Play } from 'lucide-react';
import {
  type RequestChoices,
  type RequestList,
  requestFilterNames,
} from '#lib/domain/requests/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { StaleNote } from '../stale-note.tsx';
import { NoRequests } from './no-requests.tsx';
import { RequestFilters, type RequestFilterTexts } from './request-filters.tsx';
import { RequestsTable } from './requests-table.tsx';
import { useRequests } from './use-requests.ts';

type RequestsLiveProps = {
  app: AppId;
  choices: RequestChoices;
  /** What the server has read for the address as it was: `key` is its query. */
  first: { key: string; list: RequestList };
};

/** The request log, new calls on top as they come. */
export function RequestsLive(props: RequestsLiveProps) {
  return (
    <LiveProvider>
      <Requests {...props} />
    </LiveProvider>
  );
}

function Requests({ app, choices, first }: RequestsLiveProps) {
  const { query, setQuery, list, isStale, error, isPaused, setPaused } = useRequests(app, first);
  const here = routes.app(app, 'logs');
  const texts: RequestFilterTexts = Object.fromEntries(
    requestFilterNames.map((name) => [name, query[name] ?? null]),
  );
  const apply = (wanted: RequestFilterTexts) => {
    const given = requestFilterNames.map((name) => [name, wanted[name] || null]);
    void setQuery({ ...Object.fromEntries(given), before: null });
  };
  const rows = list?.requests ?? [];
  const next = list?.next ?? null;
  const given = Object.fromEntries(requestFilterNames.map((name) => [name, query[name] ?? '']));
  return (
    <div className="grid grid-cols-1 gap-4">
      <RequestFilters texts={texts} choices={choices} action={here} onApply={apply} />
      <StaleNote error={error} />
      {rows.length > 0 ? (
        <div aria-busy={isStale} className={isStale ? 'opacity-60' : undefined}>
          <RequestsTable rows={rows} />
        </div>
      ) : (
        <NoRequests isFiltered={Object.values(texts).some(Boolean)} all={here} />
      )}
      <div className="flex flex-wrap items-center justify-between gap-3 text-sm text-muted">
        {query.before ? (
          <LinkButton size="sm" href={routes.logs(app, given)}>
            Newest
          </LinkButton>
        ) : (
          <LiveSwitch isPaused={isPaused} onChange={setPaused} />
        )}
        {next ? (
          <LinkButton size="sm" href={routes.logs(app, { ...given, before: next })}>
            Older requests
          </LinkButton>
        ) : null}
      </div>
    </div>
  );
}

type LiveSwitchProps = { isPaused: boolean; onChange: (isPaused: boolean) => void };

function LiveSwitch({ isPaused, onChange }: LiveSwitchProps) {
  const Icon = isPaused ? Play : Pause;
  return (
    <span className="inline-flex items-center gap-3" data-needs-js="">
      <Button size="sm" onClick={() => onChange(!isPaused)}>
        <Icon className="size-3.5" aria-hidden="true" /> {isPaused ? 'Go on' : 'Pause'}
      </Button>
      <span className="inline-flex items-center gap-2" role="status">
        {isPaused ? (
          'Paused: the list stays as it is'
        ) : (
          <>
            <span className="size-2 animate-pulse rounded-full bg-good" aria-hidden="true" />
            Live: new requests appear by themselves
          </>
        )}
      </span>
    </span>
  );
}
