'use client';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';

/** A place in a text. */
export type Found = { at: number; length: number };

type FindInTextProps = {
  text: string;
  /** What was found last; the search goes on behind it. */
  found: Found | null;
  onFound(found: Found | null): void;
};

/** Looks through a text of which the page shows only a part, where the browser's own search would miss the rest. */
export function FindInText({ text, found, onFound }: FindInTextProps) {
  const [wanted, setWanted] = useState('');
  const [missed, setMissed] = useState(false);
  return (
    <form
      className="flex items-center gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        const next = findNext(text, wanted, found);
        setMissed(wanted !== '' && next === null);
        onFound(next);
      }}
    >
      <Input
        aria-label="Find in the body"
        placeholder="Find in the body…"
        className="h-8 w-44"
        spellCheck={false}
        value={wanted}
        onChange={({ target }) => {
          setWanted(target.value);
          setMissed(false);
        }}
      />
      <Button size="sm" type="submit">
        Find
      </Button>
      <span role="status" className="whitespace-nowrap text-sm text-muted">
        {missed ? 'Not in the body.' : ''}
      </span>
    </form>
  );
}

/** The next place behind the last one, whatever the case, from the top again after the end; null: there is none. */
export function findNext(text: string, wanted: string, last: Found | null): Found | null {
  if (wanted === '') return null;
  // Escaped, so that it finds what was typed; a copy of the text in one case could have another length.
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi');
  for (const from of last === null ? [0] : [last.at + last.length, 0]) {
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    if (match) return { at: match.index, length: match[0].length };
  }
  return null;
}
