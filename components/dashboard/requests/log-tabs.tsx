import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';

type LogTabsProps = { app: AppId; current: 'requests' | 'usage' };

/** The two pages about an app's calls: one by one, and counted. */
export function LogTabs({ app, current }: LogTabsProps) {
  const tabs = [
    { name: 'requests', label: 'Requests', href: routes.app(app, 'logs') },
    { name: 'usage', label: 'Usage', href: routes.usage(app) },
  ] as const;
  return (
    <nav aria-label="Request log" className="flex gap-1 border-b border-line">
      {tabs.map(({ name, label, href }) => (
        <a
          key={name}
          href={href}
          aria-current={name === current ? 'page' : undefined}
          className="-mb-px border-b-2 border-transparent px-3 py-2 text-sm font-medium text-muted hover:text-fg aria-[current=page]:border-accent aria-[current=page]:text-fg"
        >
          {label}
        </a>
      ))}
    </nav>
  );
}
