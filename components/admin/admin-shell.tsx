'use client';
import { Blocks, GitPullRequestArrow, House, Inbox, MonitorSmartphone } from 'lucide-react';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { routes } from '#lib/routes.ts';
import { SessionEnded } from '../dashboard/session-ended.tsx';
import type { SessionUser } from '../site/account-menu.tsx';
import { AppShell } from '../site/app-shell.tsx';
import type { Crumb } from '../site/breadcrumbs.tsx';

const pages = [
  { href: routes.adminApplications(), label: 'Applications', icon: Inbox },
  { href: routes.adminVersions(), label: 'Versions', icon: GitPullRequestArrow },
];
const ownPages = [{ href: routes.adminSessions(), label: 'Account', icon: MonitorSmartphone }];

type AdminShellProps = {
  account: SessionUser;
  /** A reviewer may also work for a partner. */
  hasOrganization: boolean;
  children: ReactNode;
};

/** The frame of the reviewers' pages. */
export function AdminShell({ account, hasOrganization, children }: AdminShellProps) {
  const pathname = usePathname();
  const under = (page: string) => pathname === page || pathname.startsWith(`${page}/`);
  const here = [...pages, ...ownPages].find(({ href }) => under(href));
  const crumbs: Crumb[] = [{ label: 'Review', href: routes.admin() }];
  if (here)
    crumbs.push({ label: here.label, href: pathname === here.href ? undefined : here.href });
  if (here && pathname !== here.href) crumbs.push({ label: pathname.split('/').at(-1) ?? '' });
  const withCurrent = (list: typeof pages) =>
    list.map((page) => ({ ...page, current: under(page.href) }));
  const home = { href: routes.admin(), label: 'Home', icon: House };
  const dashboard = { href: routes.dashboard(), label: 'Partner dashboard', icon: Blocks };
  return (
    <AppShell
      account={account}
      navLabel="Review"
      sections={[
        { items: [{ ...home, current: pathname === routes.admin() }] },
        { title: 'To decide', items: withCurrent(pages) },
        {
          title: 'You',
          items: [...withCurrent(ownPages), ...(hasOrganization ? [dashboard] : [])],
        },
      ]}
      crumbs={crumbs}
    >
      <SessionEnded />
      {children}
    </AppShell>
  );
}
