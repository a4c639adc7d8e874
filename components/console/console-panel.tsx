'use client';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import './console.css';
import { ConsoleFrame } from './console-frame.tsx';
import { ConsoleSkeleton } from './console-loading.tsx';
import { ConsoleSession } from './console-session.tsx';
import { type ConsoleData, loadConsole } from './preload.ts';

type ConsolePanelProps = {
  api: string;
  operation: string;
  method: string;
  path: string;
  onClose(): void;
};

type State = { kind: 'loading' } | { kind: 'failed' } | { kind: 'ready'; data: ConsoleData };

/** The console of one operation: loads what it needs, and makes room for itself beside the text. */
export function ConsolePanel({ api, operation, method, path, onClose }: ConsolePanelProps) {
  const [state, setState] = useState<State>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const body = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads the same again.
  useEffect(() => {
    let current = true;
    setState({ kind: 'loading' });
    loadConsole(api, operation)
      .then((data) => current && setState({ kind: 'ready', data }))
      .catch(() => current && setState({ kind: 'failed' }));
    return () => {
      current = false;
    };
  }, [api, operation, attempt]);

  useEffect(() => {
    const root = document.documentElement;
    root.dataset.console = 'open';
    body.current?.focus({ preventScroll: true });
    return () => {
      delete root.dataset.console;
    };
  }, []);

  return (
    <ConsoleFrame method={method} path={path} onClose={onClose}>
      <div ref={body} tabIndex={-1} className="console-content">
        {state.kind === 'loading' ? <ConsoleSkeleton /> : null}
        {state.kind === 'failed' ? (
          <div className="console-section">
            <Callout
              tone="bad"
              title="The console could not be loaded"
              actions={
                <Button size="sm" onClick={() => setAttempt(attempt + 1)}>
                  Try again
                </Button>
              }
            >
              The portal did not answer. Your connection may be interrupted.
            </Callout>
          </div>
        ) : null}
        {state.kind === 'ready' ? (
          <ConsoleSession api={api} slug={operation} {...state.data} />
        ) : null}
      </div>
    </ConsoleFrame>
  );
}
