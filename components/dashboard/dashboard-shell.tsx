'use client';
import {
  Blocks,
  CircleDashed,
  FileCode,
  Gauge,
  GitBranch,
  History,
  House,
  KeyRound,
  LayoutList,
  ListChecks,
  MonitorSmartphone,
  Plus,
  ScrollText,
  Send,
  Store,
  Users,
  Webhook,
} from 'lucide-react';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { type AppSection, routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import type { SessionUser } from '../site/account-menu.tsx';
import { AppShell, type AppShellSection } from '../site/app-shell.tsx';
import type { Crumb } from '../site/breadcrumbs.tsx';
import { SessionEnded } from './session-ended.tsx';

type DashboardShellProps = {
  account: SessionUser;
  orgName: string;
  apps: readonly { id: AppId; name: string }[];
  children: ReactNode;
};

const sections: readonly { section: AppSection; label: string; icon: typeof House }[] = [
  { section: 'overview', label: 'Overview', icon: Gauge },
  { section: 'manifest', label: 'Manifest', icon: FileCode },
  { section: 'versions', label: 'Versions', icon: GitBranch },
  { section: 'logs', label: 'Request log', icon: ScrollText },
  { section: 'deliveries', label: 'Deliveries', icon: Send },
  { section: 'webhooks', label: 'Webhooks', icon: Webhook },
  { section: 'installations', label: 'Installations', icon: Store },
  { section: 'tokens', label: 'Tokens', icon: KeyRound },
  { section: 'scopes', label: 'Scopes', icon: ListChecks },
];

/** What the person sends from the console. */
const consolePages = [
  { href: routes.history(), label: 'History', icon: History },
  { href: routes.credentials(), label: 'Saved credentials', icon: KeyRound },
];

/** What belongs to the person alone. */
const ownPages = [{ href: routes.sessions(), label: 'Account', icon: MonitorSmartphone }];

/** What belongs to the organization and its people. */
const organizationPages = [
  { href: routes.okta(), label: 'Okta sandbox', icon: CircleDashed },
  { href: routes.team(), label: 'Team', icon: Users },
  { href: routes.audit(), label: 'Audit', icon: ScrollText },
];

/** So many other apps stand in the navigation; whoever has more finds them on the first page. */
const mostApps = 8;

/** The dashboard's frame: which organization, which app, which of its pages. */
export function DashboardShell({ account, orgName, apps, children }: DashboardShellProps) {
  const pathname = usePathname();
  const app = apps.find(({ id }) => under(pathname, routes.appRoot(id)));
  const here = sections.find(({ section }) => app && under(pathname, routes.app(app.id, section)));
  const crumbs: Crumb[] = [{ label: orgName, href: routes.dashboard() }];
  if (app) crumbs.push({ label: app.name, href: routes.app(app.id) });
  const own = [...consolePages, ...organizationPages, ...ownPages].find(({ href }) =>
    under(pathname, href),
  );
  if (own) crumbs.push({ label: own.label });
  if (app && here) {
    const list = routes.app(app.id, here.section);
    crumbs.push({ label: here.label, href: pathname === list ? undefined : list });
    if (pathname !== list) crumbs.push({ label: lastSegment(pathname) });
  }
  if (pathname === routes.newApp()) crumbs.push({ label: 'New app' });
  return (
    <AppShell
      account={account}
      navLabel={app ? app.name : orgName}
      sections={navigation(pathname, apps, app)}
      crumbs={crumbs}
    >
      <SessionEnded />
      {children}
    </AppShell>
  );
}

const under = (pathname: string, page: string) =>
  pathname === page || pathname.startsWith(`${page}/`);
/** An id as it is; a word as a title. */
function lastSegment(pathname: string): string {
  const text = decodeURIComponent(pathname.split('/').at(-1) ?? '');
  return /^[a-z]+$/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function navigation(
  pathname: string,
  apps: DashboardShellProps['apps'],
  app: DashboardShellProps['apps'][number] | undefined,
): AppShellSection[] {
  const home = {
    href: routes.dashboard(),
    label: 'Home',
    icon: House,
    current: pathname === routes.dashboard(),
  };
  const ofApp: AppShellSection[] = app
    ? [
        {
          title: app.name,
          items: sections.map(({ section, label, icon }) => ({
            href: routes.app(app.id, section),
            label,
            icon,
            current: under(pathname, routes.app(app.id, section)),
          })),
        },
      ]
    : [];
  const others = apps.filter(({ id }) => id !== app?.id);
  const shown = others.length > mostApps ? others.slice(0, mostApps - 1) : others;
  const all = { href: routes.allApps(), label: `All ${apps.length} apps`, icon: LayoutList };
  const create = {
    href: routes.newApp(),
    label: 'New app',
    icon: Plus,
    current: pathname === routes.newApp(),
  };
  const ofOthers: AppShellSection[] = [
    {
      title: app ? 'Other apps' : 'Apps',
      items: [
        ...shown.map(({ id, name }) => ({ href: routes.app(id), label: name, icon: Blocks })),
        ...(shown.length < others.length ? [all] : []),
        create,
      ],
    },
  ];
  const titled = (title: string, pages: typeof consolePages): AppShellSection => ({
    title,
    items: pages.map((page) => ({ ...page, current: under(pathname, page.href) })),
  });
  return [
    { items: [home] },
    ...ofApp,
    ...ofOthers,
    titled('Console', consolePages),
    titled('Organization', organizationPages),
    titled('You', ownPages),
  ];
}
