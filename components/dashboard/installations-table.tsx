import type { ReactNode } from 'react';
import type { InstallationRow } from '#lib/domain/installations/list-installations.ts';
import { Badge } from '../ui/badge.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../ui/table.tsx';

const columns = ['Tenant', 'Tenant id', 'Installation', 'Scopes', 'Since', 'State'];

type InstallationsTableProps = {
  rows: readonly InstallationRow[];
  /** What can be done with a living installation. */
  actionsOf?: (row: InstallationRow) => ReactNode;
};

export function InstallationsTable({ rows, actionsOf }: InstallationsTableProps) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <h2 className="text-lg font-semibold">Installed in</h2>
      <Table label="Installations">
        <thead>
          <tr>
            {columns.map((name) => (
              <Th key={name}>{name}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.id}>
              <Td className="font-medium">
                <bdi>{row.tenantName}</bdi>
              </Td>
              <Td className="text-muted">{row.tenantId}</Td>
              <Td>
                <Copyable text={row.id} label="Copy the installation id" />
              </Td>
              <Td className="text-muted" title={row.scopes.join('\n')}>
                {row.scopes.length} of 14
              </Td>
              <Td className="whitespace-nowrap text-muted">
                <RelativeTime at={row.createdAt.toISOString()} />
              </Td>
              <Td>
                <span className="flex items-center gap-2 whitespace-nowrap">
                  {row.uninstalledAt ? (
                    <Badge>Removed</Badge>
                  ) : (
                    <Badge tone="good">Installed</Badge>
                  )}
                  {row.uninstalledAt ? null : actionsOf?.(row)}
                </span>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
