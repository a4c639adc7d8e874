'use client';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { SearchGroup } from '#lib/content/search-types.ts';
import { routes } from '#lib/routes.ts';
import { isFullLoad } from '../behaviour/inner-href.ts';
import { SearchRow } from './search-row.tsx';
import { type SearchState, useSearch } from './use-search.ts';

const startingPoints = [
  { title: 'Reference', href: routes.reference() },
  { title: 'Guides', href: routes.docs() },
  { title: 'Error codes', href: routes.errors() },
  { title: 'Dashboard', href: routes.dashboard() },
];

type SearchDialogProps = {
  open: boolean;
  onClose: () => void;
  /** What was typed before the dialog was there. */
  takeTyped: () => string;
};

export function SearchDialog({ open, onClose, takeTyped }: SearchDialogProps) {
  const router = useRouter();
  const frame = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const state = useSearch(query);
  useEffect(() => {
    if (!open) {
      frame.current?.close();
      return;
    }
    frame.current?.showModal();
    input.current?.focus();
    const early = takeTyped();
    if (early) setQuery((query) => query + early);
  }, [open, takeTyped]);
  const go = (href: string) => {
    onClose();
    setQuery('');
    if (isFullLoad(href)) location.assign(href);
    else router.push(href);
  };
  const pressEnter = useEnter(state, go);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the press outside is a shortcut; Escape closes by itself.
    <dialog
      ref={frame}
      aria-label="Search"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === frame.current) onClose();
      }}
      className="mx-auto mt-[10vh] w-[min(40rem,calc(100vw-1.5rem))] overflow-hidden rounded-xl border border-line bg-raised text-fg shadow-pop backdrop:bg-shade"
    >
      <Command shouldFilter={false} loop label="Search" onKeyDown={pressEnter}>
        <Command.Input
          ref={input}
          value={query}
          onValueChange={setQuery}
          placeholder="Operation, path, schema, error or guide"
          className="h-13 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-faint"
        />
        <Command.List className="max-h-[60vh] overflow-y-auto p-1.5">
          <Results state={state} query={query.trim()} onGo={go} />
        </Command.List>
      </Command>
    </dialog>
  );
}

const marked = '[cmdk-item][aria-selected="true"]';

/**
 * Enter before the answer to what is typed has come: the list is that of fewer letters, so the answer is waited for. And
 * where the list came while cmdk changed items and nothing of it is marked, Enter opens the first, as ever.
 */
function useEnter(state: SearchState, go: (href: string) => void) {
  const [isWaiting, setWaiting] = useState(false);
  const hasMoved = useRef(false);
  const first = state.status === 'ready' ? state.answer.groups[0]?.hits[0] : undefined;
  useEffect(() => {
    if (!isWaiting || state.status === 'loading') return;
    setWaiting(false);
    if (first) go(first.href);
  });
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter') {
      hasMoved.current = /^(Arrow|Home|End)/.test(event.key);
      setWaiting(false);
    } else if (state.status === 'loading' && !hasMoved.current) {
      event.preventDefault();
      setWaiting(true);
    } else if (first && !event.currentTarget.querySelector(marked)) {
      event.preventDefault();
      go(first.href);
    }
  };
}

type ResultsProps = { state: SearchState; query: string; onGo: (href: string) => void };

function Results({ state, query, onGo }: ResultsProps) {
  if (state.status === 'failed') {
    return <Note>The search could not be reached. Check the connection and type again.</Note>;
  }
  const answer = 'answer' in state ? state.answer : undefined;
  if (state.status === 'idle') {
    return (
      <Command.Group heading={<Heading text="Go to" />}>
        {startingPoints.map((point) => (
          <Command.Item
            key={point.href}
            value={point.href}
            onSelect={() => onGo(point.href)}
            className="cursor-pointer rounded-md px-2.5 py-2 text-sm data-[selected=true]:bg-hover"
          >
            {point.title}
          </Command.Item>
        ))}
      </Command.Group>
    );
  }
  if (!answer) return <Note>Searching…</Note>;
  if (answer.groups.length === 0) {
    return (
      <Note>Nothing found. Try a path such as “POST /education/students”, or fewer words.</Note>
    );
  }
  const all = routes.searchPage({ q: query });
  return (
    <>
      {answer.groups.map((group) => (
        <Group key={group.kind} group={group} onGo={onGo} />
      ))}
      {/* One value for every query: who has moved here stays here when the next answer comes. */}
      <Command.Item
        value="all results"
        onSelect={() => onGo(all)}
        className="mt-1 cursor-pointer rounded-md border-t border-line px-2.5 py-2.5 text-sm text-accent data-[selected=true]:bg-hover"
      >
        All {answer.total.toLocaleString('en')} results on a page
      </Command.Item>
    </>
  );
}

function Group({ group, onGo }: { group: SearchGroup; onGo: (href: string) => void }) {
  return (
    <Command.Group heading={<Heading text={group.label} />}>
      {group.hits.map((hit) => (
        <Command.Item
          key={hit.href + hit.title}
          value={`${hit.kind} ${hit.href} ${hit.title}`}
          onSelect={() => onGo(hit.href)}
          className="cursor-pointer rounded-md px-2.5 py-2 data-[selected=true]:bg-hover"
        >
          <SearchRow hit={hit} />
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function Heading({ text }: { text: string }) {
  return <span className="block px-2.5 pt-2 pb-1 text-xs font-medium text-faint">{text}</span>;
}

function Note({ children }: { children: React.ReactNode }) {
  return <p className="px-3 py-8 text-center text-sm text-muted">{children}</p>;
}
