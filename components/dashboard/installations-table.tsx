import type { ReactNode } from 'react';
import type { InstallationRow } from '#lib/domain/installations/list-installations.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Copyable } from '../ui/copyable.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../ui/table.tsx';

type InstallationsTableProps = {
  app: AppId;
  rows: readonly InstallationRow[];
  /** What can be done with a living installation. */
  actionsOf: (row: InstallationRow) => ReactNode;
};

/** Where the app is installed; removed installations stay readable below, with all that they did. */
export function InstallationsTable({ app, rows, actionsOf }: InstallationsTableProps) {
  const living = rows.filter(({ uninstalledAt }) => uninstalledAt === null);
  const past = rows.filter(({ uninstalledAt }) => uninstalledAt !== null);
  return (
    <>
      {living.length > 0 ? (
        <section className="grid grid-cols-1 gap-3" aria-labelledby="installed">
          <h2 id="installed" className="text-lg font-semibold">
            Installed in
          </h2>
          <Rows app={app} label="Installations" rows={living} last="Actions" lastOf={actionsOf} />
        </section>
      ) : null}
      {past.length > 0 ? (
        <Disclosure summary={`Past installations (${past.length})`} open={living.length === 0}>
          <Rows
            app={app}
            label="Past installations"
            rows={past}
            last="Removed"
            lastOf={({ uninstalledAt }) =>
              uninstalledAt ? <RelativeTime at={uninstalledAt.toISOString()} /> : null
            }
          />
        </Disclosure>
      ) : null}
    </>
  );
}

type RowsProps = {
  app: AppId;
  label: string;
  rows: readonly InstallationRow[];
  /** The last column: its head, and what stands in it. */
  last: string;
  lastOf: (row: InstallationRow) => ReactNode;
};

function Rows({ app, label, rows, last, lastOf }: RowsProps) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          {['School', 'Scopes', 'Since', last, 'Installation'].map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td className="min-w-40">
              <a className="font-medium hover:text-accent" href={routes.tenant(app, row.tenantId)}>
                <bdi>{row.tenantName}</bdi>
              </a>
              <span className="block text-[0.8125rem] text-muted">
                Tenant {row.tenantId},{' '}
                <a
                  className="underline hover:text-accent"
                  href={routes.logs(app, { installation: row.id })}
                >
                  requests
                </a>
              </span>
            </Td>
            <Td className="whitespace-nowrap text-muted" title={row.scopes.join('\n')}>
              {row.scopes.length} of 14
            </Td>
            <Td className="whitespace-nowrap text-muted">
              <RelativeTime at={row.createdAt.toISOString()} />
            </Td>
            <Td className="whitespace-nowrap text-muted">
              <span className="flex items-center gap-2">{lastOf(row)}</span>
            </Td>
            <Td>
              <Copyable text={row.id} label="Copy the installation id" />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
