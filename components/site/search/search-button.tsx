'use client';
import { Search } from 'lucide-react';
import { type ComponentType, useCallback, useEffect, useState } from 'react';
import { routes } from '#lib/routes.ts';
import { Kbd } from '../../ui/kbd.tsx';

type DialogProps = { open: boolean; onClose: () => void; takeTyped: () => string };

// The dialog is fetched when someone is about to use it; until then a page carries only this button.
let loading: Promise<ComponentType<DialogProps>> | undefined;
const loadDialog = () => {
  loading ??= import('./search-dialog.tsx').then((module) => module.SearchDialog);
  // What failed is fetched again the next time.
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
};

// What is typed before the dialog is there belongs to it.
let typed = '';
let isThere = false;
const keepTyped = (event: KeyboardEvent) => {
  const { key } = event;
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  if (key.length === 1) typed += key;
  else if (key === 'Backspace') typed = typed.slice(0, -1);
  else return;
  event.preventDefault();
  event.stopPropagation();
};
/** Called by the dialog when it has the focus: ends the keeping, and answers what was kept. */
const takeTyped = () => {
  isThere = true;
  document.removeEventListener('keydown', keepTyped, true);
  const text = typed;
  typed = '';
  return text;
};

export function SearchButton() {
  const [Dialog, setDialog] = useState<ComponentType<DialogProps>>();
  const [open, setOpen] = useState(false);
  const show = useCallback(() => {
    setOpen(true);
    if (!isThere) document.addEventListener('keydown', keepTyped, true);
    loadDialog().then(
      (loaded) => setDialog(() => loaded),
      () => location.assign(routes.searchPage({ q: takeTyped() })),
    );
  }, []);
  const close = useCallback(() => setOpen(false), []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const combination = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k';
      if (!combination && !(event.key === '/' && !isTyping(event.target))) return;
      event.preventDefault();
      show();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [show]);

  return (
    <>
      <button
        type="button"
        data-needs-js=""
        onClick={show}
        onPointerEnter={loadDialog}
        onFocus={loadDialog}
        aria-label="Search"
        aria-keyshortcuts="Meta+K Control+K"
        className="inline-flex h-9 items-center gap-2 rounded-md text-sm text-muted hover:bg-hover hover:text-fg max-md:w-9 max-md:justify-center md:w-60 md:border md:border-line md:bg-sunken md:px-3"
      >
        <Search className="size-4" aria-hidden="true" />
        <span className="flex-1 text-left max-md:hidden">Search</span>
        <span className="flex gap-0.5 max-md:hidden" aria-hidden="true">
          <Kbd>
            <span data-mac="">⌘</span>
            <span data-not-mac="">Ctrl</span>
          </Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <a
        href={routes.searchPage()}
        data-without-js=""
        className="inline-flex h-9 items-center rounded-md px-2.5 text-sm text-muted hover:bg-hover hover:text-fg"
      >
        Search
      </a>
      {Dialog ? <Dialog open={open} onClose={close} takeTyped={takeTyped} /> : null}
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
