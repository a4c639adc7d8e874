'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CodeText, type CodeTextProps } from '../../ui/code-text.tsx';
import { FindInText, type Found } from './find-in-text.tsx';
import { showRange } from './show-range.ts';
import { textWindows } from './text-windows.ts';

/** A text of any length, one window of it at a time: the page never holds more than that. */
export function WindowedText({ text, syntax }: Pick<CodeTextProps, 'syntax'> & { text: string }) {
  const cuts = useMemo(() => textWindows(text), [text]);
  const [wanted, setWanted] = useState(0);
  const [found, setFound] = useState<Found | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const count = Math.max(1, cuts.length - 1);
  const at = Math.min(wanted, count - 1);
  const start = cuts[at] ?? 0;
  useEffect(() => {
    const place = found && found.at >= start ? { ...found, at: found.at - start } : null;
    return showRange(root.current?.querySelector('pre'), place);
  }, [found, start]);
  const find = (next: Found | null) => {
    setFound(next);
    if (next) setWanted(Math.max(0, cuts.findIndex((cut) => cut > next.at) - 1));
  };
  return (
    <div ref={root} className="grid gap-2">
      {count > 1 ? (
        <>
          <Windows at={at} count={count} onChange={setWanted} />
          <FindInText text={text} found={found} onFound={find} />
        </>
      ) : null}
      <CodeText
        code={text.slice(start, cuts[at + 1])}
        wrap
        syntax={syntax}
        className="console-code"
      />
    </div>
  );
}

type WindowsProps = { at: number; count: number; onChange(at: number): void };

function Windows({ at, count, onChange }: WindowsProps) {
  const steps = [
    { label: 'First', to: 0 },
    { label: 'Previous', to: Math.max(0, at - 1) },
    { label: 'Next', to: Math.min(count - 1, at + 1) },
    { label: 'Last', to: count - 1 },
  ].map(({ label, to }) => (
    <Button key={label} size="sm" aria-disabled={to === at} onClick={() => onChange(to)}>
      {label}
    </Button>
  ));
  return (
    <nav aria-label="Parts of the body" className="console-windows">
      {steps.slice(0, 2)}
      <span role="status" className="tabular-nums">
        Part {at + 1} of {count}
      </span>
      {steps.slice(2)}
    </nav>
  );
}
