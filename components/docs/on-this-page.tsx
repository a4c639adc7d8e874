import type { TocEntry } from '#lib/content/page-blocks.ts';

export function OnThisPage({ toc }: { toc: readonly TocEntry[] }) {
  return (
    <nav aria-label="On this page" data-toc="" className="text-[0.8125rem] leading-5">
      <p className="mb-2 text-xs font-medium text-faint">On this page</p>
      <ul className="border-l border-line">
        {toc.map((entry) => (
          <li key={entry.id}>
            <a
              href={`#${entry.id}`}
              className={`-ml-px block border-l border-transparent py-1 text-muted hover:border-accent hover:text-fg aria-[current=location]:border-accent aria-[current=location]:text-fg ${entry.level === 3 ? 'pl-6' : 'pl-3'}`}
            >
              {entry.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
