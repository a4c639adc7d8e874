import type { LucideIcon } from 'lucide-react';
import { PanelLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Toaster } from '../ui/toast.tsx';
import type { SessionUser } from './account-menu.tsx';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
import { Header } from './header.tsx';

export type AppShellItem = {
  href: string;
  label: string;
  icon?: LucideIcon;
  current?: boolean;
  /** A number that wants attention, such as failed deliveries. */
  count?: number;
};
export type AppShellSection = { title?: string; items: readonly AppShellItem[] };

type AppShellProps = {
  /** Who is signed in. */
  account?: SessionUser;
  sections: readonly AppShellSection[];
  /** Name of the navigation: the organization or the app. */
  navLabel?: string;
  /** Above the sections, e.g. the chooser of the app. */
  navTop?: ReactNode;
  crumbs?: readonly Crumb[];
  children: ReactNode;
};

/** The dashboard: denser, side navigation by sections, toasts. */
export function AppShell(props: AppShellProps) {
  const { account, sections, navLabel = 'Dashboard', navTop, crumbs, children } = props;
  return (
    <>
      <Header area="dashboard" account={account} />
      <div className="mx-auto flex w-full max-w-[110rem]">
        <div id="side-nav" popover="auto" className="side-nav side-nav-app">
          <nav aria-label={navLabel} data-side-nav="" className="side-nav-scroll">
            {navTop}
            {sections.map((section) => (
              <ShellSection key={section.title ?? section.items[0]?.href} section={section} />
            ))}
          </nav>
        </div>
        <div className="min-w-0 flex-1">
          <div className="flex min-h-12 items-center gap-3 border-b border-line px-4 lg:px-8">
            <button
              type="button"
              popoverTarget="side-nav"
              aria-label={`${navLabel} navigation`}
              className="-ml-2 inline-flex size-9 items-center justify-center rounded-md text-muted hover:bg-hover lg:hidden"
            >
              <PanelLeft className="size-4" aria-hidden="true" />
            </button>
            {crumbs ? <Breadcrumbs crumbs={crumbs} /> : null}
          </div>
          <main id="main" className="grid grid-cols-1 gap-6 px-4 py-6 lg:px-8">
            {children}
          </main>
        </div>
      </div>
      <Toaster />
    </>
  );
}

function ShellSection({ section }: { section: AppShellSection }) {
  return (
    <div className="mt-4 first:mt-0">
      {section.title ? (
        <p className="px-2.5 pb-1 text-xs font-medium text-faint">{section.title}</p>
      ) : null}
      <ul>
        {section.items.map(({ href, label, icon: Icon, current, count }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={current ? 'page' : undefined}
              className="flex items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm text-muted hover:bg-hover hover:text-fg aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
            >
              {Icon ? <Icon className="size-4 shrink-0" aria-hidden="true" /> : null}
              <span dir="auto" className="min-w-0 flex-1 truncate text-left">
                {label}
              </span>
              {count ? (
                <span className="rounded-full bg-bad-soft px-1.5 text-xs font-medium text-bad tabular-nums">
                  {count}
                </span>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
