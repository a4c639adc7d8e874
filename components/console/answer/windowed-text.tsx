'use client';
import { useMemo, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { textWindows } from './text-windows.ts';

/** A text of any length, one window of it at a time: the page never holds more than that. */
export function WindowedText({ text, json }: { text: string; json: boolean }) {
  const cuts = useMemo(() => textWindows(text), [text]);
  const [wanted, setWanted] = useState(0);
  const count = Math.max(1, cuts.length - 1);
  const at = Math.min(wanted, count - 1);
  return (
    <>
      {count > 1 ? (
        <nav aria-label="Parts of the body" className="console-windows">
          <Button size="sm" aria-disabled={at === 0} onClick={() => setWanted(0)}>
            First
          </Button>
          <Button size="sm" aria-disabled={at === 0} onClick={() => setWanted(Math.max(0, at - 1))}>
            Previous
          </Button>
          <span role="status" className="tabular-nums">
            Part {at + 1} of {count}
          </span>
          <Button
            size="sm"
            aria-disabled={at === count - 1}
            onClick={() => setWanted(Math.min(count - 1, at + 1))}
          >
            Next
          </Button>
          <Button size="sm" aria-disabled={at === count - 1} onClick={() => setWanted(count - 1)}>
            Last
          </Button>
        </nav>
      ) : null}
      <CodeText
        code={text.slice(cuts[at], cuts[at + 1])}
        wrap
        json={json}
        className="console-code"
      />
    </>
  );
}
