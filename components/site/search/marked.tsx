import type { ReactNode } from 'react';

/** Text with the met words marked. Words come from the index, so they are escaped before they become a pattern. */
export function Marked({ text, terms }: { text: string; terms: readonly string[] }) {
  const words = terms.filter((term) => term.length > 1).map(escapePattern);
  if (words.length === 0) return text;
  const pattern = new RegExp(`(${words.join('|')})`, 'giu');
  const parts: ReactNode[] = text.split(pattern).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places.
      <mark key={index} className="bg-transparent font-semibold text-accent">
        {part}
      </mark>
    ) : (
      part
    ),
  );
  return <>{parts}</>;
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
