import { Send, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import { type AppSection, routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { AppShell, type AppShellItem } from '../site/app-shell.tsx';
import type { Crumb } from '../site/breadcrumbs.tsx';

type AppFrameProps = {
  app: { appId: AppId; name: string };
  section: AppSection;
  /** What stands below the section, when the page is one thing of it. */
  below?: string;
  children: ReactNode;
};

const sections: readonly { section: AppSection; label: string; icon: AppShellItem['icon'] }[] = [
  { section: 'webhooks', label: 'Webhooks', icon: Webhook },
  { section: 'deliveries', label: 'Deliveries', icon: Send },
];

/** Every page of one app: its sections beside, the way here above. */
export function AppFrame({ app, section, below, children }: AppFrameProps) {
  const label = sections.find((one) => one.section === section)?.label ?? section;
  const crumbs: Crumb[] = [{ label: 'Dashboard', href: routes.dashboard() }, { label: app.name }];
  crumbs.push(below ? { label, href: routes.app(app.appId, section) } : { label });
  if (below) crumbs.push({ label: below });
  const items = sections.map((one) => ({
    href: routes.app(app.appId, one.section),
    label: one.label,
    icon: one.icon,
    current: one.section === section,
  }));
  return (
    <AppShell sections={[{ title: app.name, items }]} navLabel={app.name} crumbs={crumbs}>
      {children}
    </AppShell>
  );
}
