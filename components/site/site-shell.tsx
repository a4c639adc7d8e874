import type { ReactNode } from 'react';
import { cx } from '#lib/std/cx.ts';
import type { SessionUser } from './account-menu.tsx';
import { Footer } from './footer.tsx';
import { Header, type SiteArea } from './header.tsx';

type SiteShellProps = {
  area?: SiteArea;
  /** Who is signed in, where the page knows it. */
  account?: SessionUser;
  children: ReactNode;
  className?: string;
};

/** Header, one column, footer. */
export function SiteShell({ area, account, children, className }: SiteShellProps) {
  return (
    <>
      <Header area={area} account={account} />
      <main id="main" className={cx('mx-auto w-full max-w-6xl px-4 lg:px-6', className)}>
        {children}
      </main>
      <Footer />
    </>
  );
}
