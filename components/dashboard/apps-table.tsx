import type { AppRow } from '#lib/domain/apps/list-apps.ts';
import { routes } from '#lib/routes.ts';
import { cx } from '#lib/std/cx.ts';
import { Table, Td, Th, Tr } from '../ui/table.tsx';
import { AppStatusBadge } from './app-status-badge.tsx';

export const integrationLabels: Record<AppRow['integrationType'], string> = {
  embedded: 'Embedded',
  external: 'External',
  notification: 'Notification',
};

/** What a narrow table can do without. */
const wide = 'max-md:hidden';

export function AppsTable({ apps }: { apps: readonly AppRow[] }) {
  return (
    <Table label="Your apps">
      <thead>
        <tr>
          <Th>App</Th>
          <Th className={wide}>Module</Th>
          <Th className={wide}>Type</Th>
          <Th>Installations</Th>
          <Th>Status</Th>
        </tr>
      </thead>
      <tbody>
        {apps.map((app) => (
          <Tr key={app.id}>
            <Td className="max-w-40 md:max-w-72">
              <a
                href={routes.app(app.id)}
                title={app.name}
                dir="auto"
                className="block truncate text-left font-medium hover:text-accent"
              >
                <bdi>{app.name}</bdi>
              </a>
            </Td>
            <Td
              className={cx(wide, 'max-w-56 truncate font-mono text-[0.8125rem] text-muted')}
              title={app.slug}
            >
              {app.slug}
            </Td>
            <Td className={cx(wide, 'text-muted')}>{integrationLabels[app.integrationType]}</Td>
            <Td className="text-muted">{app.installations}</Td>
            <Td>
              <AppStatusBadge status={app.status} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
