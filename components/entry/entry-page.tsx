import type { ReactNode } from 'react';
import { cx } from '#lib/std/cx.ts';
import { SiteShell } from '../site/site-shell.tsx';

type EntryPageProps = {
  title: ReactNode;
  /** One sentence: what this page is for. */
  lead?: ReactNode;
  /** For forms with long texts. */
  wide?: boolean;
  children: ReactNode;
};

/** The pages before the dashboard: one narrow column with one thing to do. */
export function EntryPage({ title, lead, wide = false, children }: EntryPageProps) {
  return (
    <SiteShell>
      <div
        className={cx(
          'mx-auto grid w-full grid-cols-1 gap-6 py-14 sm:py-20',
          wide ? 'max-w-2xl' : 'max-w-sm',
        )}
      >
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold break-words">{title}</h1>
          {lead ? <p className="mt-1 text-[0.9375rem] leading-6 text-muted">{lead}</p> : null}
        </div>
        {children}
      </div>
    </SiteShell>
  );
}
