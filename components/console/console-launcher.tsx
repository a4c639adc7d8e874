'use client';
import { Play } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { buttonClass } from '../ui/button-class.ts';
import { ConsoleLoading } from './console-loading.tsx';
import { preloadConsole } from './preload.ts';
import { opensConsole } from './share-link.ts';

type ConsoleLauncherProps = {
  api: string;
  /** Slug of the operation. */
  operation: string;
  method: string;
  path: string;
};

// Only fetched when somebody means to try: on hover, on touch or on focus. Fetched by every page when idle it would cost
// each reader 440 kB more, and the page half a second of its main thread.
const loadPanel = () => import('./console-panel.tsx');
const ConsolePanel = lazy(() => loadPanel().then((module) => ({ default: module.ConsolePanel })));
const tryHash = '#try';

/** Opens the console of one operation beside the text. */
export function ConsoleLauncher({ api, operation, method, path }: ConsoleLauncherProps) {
  const [open, setOpen] = useState(false);
  const launcher = useRef<HTMLAnchorElement>(null);
  const prepare = useCallback(() => {
    // What fails here is told by the panel, which asks again.
    loadPanel().catch(() => undefined);
    preloadConsole(api, operation);
  }, [api, operation]);

  useEffect(() => {
    const onHash = () => {
      if (!opensConsole(window.location.hash)) return;
      // The document and the reader's facts come beside the bundle, not after it.
      prepare();
      setOpen(true);
    };
    onHash();
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, [prepare]);

  const close = useCallback(() => {
    setOpen(false);
    const { pathname, search, hash } = window.location;
    if (opensConsole(hash))
      window.history.replaceState(window.history.state, '', pathname + search);
    launcher.current?.focus();
  }, []);

  return (
    <>
      <a
        ref={launcher}
        href={tryHash}
        data-needs-js=""
        aria-expanded={open}
        className={buttonClass('primary', 'md', 'print:hidden')}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          prepare();
          setOpen(true);
        }}
      >
        <Play className="size-4" aria-hidden="true" />
        Try it
        <span className="sr-only">: send {method} from the browser</span>
      </a>
      {open
        ? createPortal(
            <Suspense fallback={<ConsoleLoading method={method} path={path} onClose={close} />}>
              <ConsolePanel
                api={api}
                operation={operation}
                method={method}
                path={path}
                onClose={close}
              />
            </Suspense>,
            document.body,
          )
        : null}
    </>
  );
}
