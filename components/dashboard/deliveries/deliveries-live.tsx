'use client';
import { Download, History, Send } from 'lucide-react';
import { useState } from 'react';
import { countedAtMost, type DeliveryList } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { ReplayDialog } from '../replays/replay-dialog.tsx';
import { ReplayJobs } from '../replays/replay-jobs.tsx';
import { StaleNote } from '../stale-note.tsx';
import { DeliveriesCharts } from './deliveries-charts.tsx';
import { DeliveriesFilters, type FilterChoices } from './deliveries-filters.tsx';
import { DeliveriesTable } from './deliveries-table.tsx';
import { type DeliveriesQuery, useDeliveries } from './use-deliveries.ts';

type DeliveriesLiveProps = {
  app: AppId;
  choices: FilterChoices;
  /** Viewers only look. */
  mayChange: boolean;
  /** What the server has read for the address as it was: `key` is its query. */
  first: { key: string; list: DeliveryList };
};

/** The list of deliveries, with filters, new ones on top as they come. */
export function DeliveriesLive(props: DeliveriesLiveProps) {
  return (
    <LiveProvider>
      <Deliveries {...props} />
    </LiveProvider>
  );
}

function Deliveries({ app, choices, mayChange, first }: DeliveriesLiveProps) {
  const { query, setQuery, filterKey, list, isFiltered, isStale, error } = useDeliveries(
    app,
    first,
  );
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const clear = () => void setQuery(null);
  const deliveries = list?.deliveries ?? [];
  const isEmpty = deliveries.length === 0;
  return (
    <div className="grid grid-cols-1 gap-4">
      <DeliveriesFilters
        query={query}
        choices={choices}
        isFiltered={isFiltered}
        onChange={(changes) => setQuery({ ...changes, before: null })}
        onClear={clear}
      />
      <DeliveriesCharts app={app} filterKey={filterKey} />
      <ReplayJobs app={app} mayChange={mayChange} />
      <ReplayBar
        app={app}
        choices={choices}
        query={query}
        filterKey={filterKey}
        mayChange={mayChange}
        selected={selected}
        onDone={() => setSelected(new Set())}
      />
      <StaleNote error={error} />
      {isEmpty ? (
        <Nothing
          app={app}
          isFiltered={isFiltered}
          isSearchOpen={list?.isSearchOpen ?? false}
          choices={choices}
          onClear={clear}
        />
      ) : null}
      {isEmpty ? null : (
        <div aria-busy={isStale} className={isStale ? 'opacity-60' : undefined}>
          <DeliveriesTable
            app={app}
            deliveries={deliveries}
            selecting={mayChange ? { selected, onSelect: setSelected } : null}
          />
        </div>
      )}
      <div className="flex items-center justify-between gap-3 text-sm text-muted">
        {query.before ? (
          <Button size="sm" onClick={() => setQuery({ before: null })}>
            Newest
          </Button>
        ) : (
          <LiveMark />
        )}
        {list?.next ? (
          <Button size="sm" onClick={() => setQuery({ before: list.next })}>
            {list.isSearchOpen ? 'Search older ones' : 'Older'}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

type ReplayBarProps = {
  app: AppId;
  choices: FilterChoices;
  query: DeliveriesQuery;
  filterKey: string;
  mayChange: boolean;
  selected: ReadonlySet<string>;
  onDone: () => void;
};

/** Replays what is ticked, or what the filters describe. */
function ReplayBar(props: ReplayBarProps) {
  const { app, choices, query, filterKey, mayChange, selected, onDone } = props;
  if (choices.endpoints.length === 0) return null;
  const replayIcon = <History className="size-4" aria-hidden="true" />;
  if (selected.size > 0) {
    return (
      <div className="flex flex-wrap items-center gap-3 text-sm" data-needs-js="">
        <span aria-live="polite">{selected.size} selected</span>
        <ReplayDialog
          app={app}
          trigger={
            <Button size="sm" variant="primary">
              {replayIcon} Replay selected
            </Button>
          }
          initial={{ what: 'all', ids: [...selected] }}
          choices={null}
          onStarted={onDone}
        />
        <Button size="sm" variant="ghost" onClick={onDone}>
          Clear selection
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-2" data-needs-js="">
      {mayChange ? (
        <ReplayDialog
          app={app}
          trigger={<Button size="sm">{replayIcon} Replay…</Button>}
          initial={{
            what:
              query.status === 'failed' || query.status === 'held'
                ? query.status
                : 'failed_and_held',
            endpointId: query.endpoint ?? undefined,
            eventType: query.event ?? undefined,
            since: query.since ?? undefined,
          }}
          choices={choices}
          onStarted={onDone}
        />
      ) : null}
      {(['csv', 'ndjson'] as const).map((format) => (
        <LinkButton
          key={format}
          size="sm"
          variant="ghost"
          href={routes.deliveriesExport(app, format, filterKey)}
          download
        >
          <Download className="size-4" aria-hidden="true" /> {format.toUpperCase()}
        </LinkButton>
      ))}
    </div>
  );
}

function LiveMark() {
  return (
    <span className="inline-flex items-center gap-2" data-needs-js="">
      <span className="size-2 animate-pulse rounded-full bg-good" aria-hidden="true" />
      Live: new deliveries appear by themselves
    </span>
  );
}

type NothingProps = {
  app: AppId;
  choices: FilterChoices;
  isFiltered: boolean;
  isSearchOpen: boolean;
  onClear: () => void;
};

function Nothing({ app, choices, isFiltered, isSearchOpen, onClear }: NothingProps) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={Send}
        title="No delivery matches these filters"
        actions={<Button onClick={onClear}>Clear filters</Button>}
      >
        {isSearchOpen
          ? `Among these ${countedAtMost.toLocaleString('en')}; older ones were not looked into yet.`
          : 'Take one filter away, or widen the time.'}
      </EmptyState>
    );
  }
  if (choices.endpoints.length === 0) {
    return (
      <EmptyState
        icon={Send}
        title="No endpoint, no deliveries"
        actions={
          <LinkButton href={routes.app(app, 'webhooks')} variant="primary">
            Add an endpoint
          </LinkButton>
        }
      >
        Tell the portal where your receiver listens, or begin with the built-in bin.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Send}
      title="No deliveries yet"
      actions={
        <LinkButton href={routes.operation('partners', 'createStudent')} variant="primary">
          Create a student
        </LinkButton>
      }
    >
      Create a student in the sandbox, and its event appears here within two seconds.
    </EmptyState>
  );
}
