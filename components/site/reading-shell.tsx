import { PanelLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '#lib/std/cx.ts';
import { Footer } from './footer.tsx';
import { Header, type SiteArea } from './header.tsx';

type ReadingShellProps = {
  area: SiteArea;
  /** The left navigation; on small screens a drawer behind a button. */
  nav: ReactNode;
  /** Name of the navigation: "Okta Partners API". */
  navLabel: string;
  /** Sticky right column: samples, or what is on this page. Below the text on narrower screens. */
  aside?: ReactNode;
  /** `samples` is as wide as code needs, `toc` narrow and only on wide screens. */
  asideKind?: 'samples' | 'toc';
  children: ReactNode;
};

/** Three columns for reading: navigation, text, and what goes with the text. */
export function ReadingShell(props: ReadingShellProps) {
  const { area, nav, navLabel, aside, asideKind = 'toc', children } = props;
  return (
    <>
      <Header area={area} />
      <div className="mx-auto flex w-full max-w-[110rem]">
        <div id="side-nav" popover="auto" className="side-nav">
          <nav aria-label={navLabel} data-side-nav="" className="side-nav-scroll">
            {nav}
          </nav>
        </div>
        <div className="min-w-0 flex-1">
          <div className="sticky top-(--header-height) z-30 border-b border-line bg-bg px-4 py-1.5 lg:hidden print:hidden">
            <button
              type="button"
              popoverTarget="side-nav"
              className="-ml-2 inline-flex h-9 max-w-full items-center gap-2 rounded-md px-2 text-sm text-muted hover:bg-hover"
            >
              <PanelLeft className="size-4 shrink-0" aria-hidden="true" />
              <span className="truncate">{navLabel}</span>
            </button>
          </div>
          <div className={cx('reading-grid', `reading-grid-${aside ? asideKind : 'plain'}`)}>
            <main id="main" className="min-w-0">
              {children}
            </main>
            {aside ? (
              <aside
                id={asideKind === 'toc' ? undefined : 'samples'}
                aria-label={asideKind === 'toc' ? 'On this page' : 'Samples'}
              >
                {aside}
              </aside>
            ) : null}
          </div>
        </div>
      </div>
      <Footer />
    </>
  );
}
