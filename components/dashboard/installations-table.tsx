import type { ReactNode } from 'react';
import type { HandOverView } from '#lib/domain/bridge/schemas.ts';
import type { InstallationRow } from '#lib/domain/installations/list-installations.ts';
import type { AppId, InstallationId } from '#lib/std/ids.ts';
import { Copyable } from '../ui/copyable.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../ui/table.tsx';
import { HandOver } from './hand-over.tsx';

type InstallationsTableProps = {
  app: AppId;
  /** Living ones. */
  rows: readonly InstallationRow[];
  /** How the latest token of each reached the bridge; null: the app has none to hand it to. */
  handOvers: ReadonlyMap<InstallationId, HandOverView> | null;
  /** Absent for viewers, who can do nothing to them. */
  actionsOf?: ((row: InstallationRow) => ReactNode) | undefined;
};

/** Where an app is installed now, and whether its bridge has the token. */
export function InstallationsTable({ app, rows, handOvers, actionsOf }: InstallationsTableProps) {
  return (
    <Listed title="Installed in" label="Installations">
      <thead>
        <tr>
          <Th>School</Th>
          <Th>Scopes</Th>
          <Th>Since</Th>
          {handOvers ? <Th>Bridge</Th> : null}
          {actionsOf ? <Th>Actions</Th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <SchoolCells row={row} />
            <Td className="whitespace-nowrap text-muted">
              <RelativeTime at={row.createdAt.toISOString()} />
            </Td>
            {handOvers ? (
              <Td className="text-muted">
                <BridgeCell app={app} handOver={handOvers.get(row.id)} />
              </Td>
            ) : null}
            {actionsOf ? (
              <Td>
                <span className="flex items-center gap-2 whitespace-nowrap">{actionsOf(row)}</span>
              </Td>
            ) : null}
          </Tr>
        ))}
      </tbody>
    </Listed>
  );
}

/** Installations that schools have removed: nothing works with them, and all that they did stays readable. */
export function PastInstallations({ rows }: { rows: readonly InstallationRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Listed title="Removed" label="Removed installations">
      <thead>
        <tr>
          <Th>School</Th>
          <Th>Scopes it had</Th>
          <Th>Installed</Th>
          <Th>Removed</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <SchoolCells row={row} />
            <Td className="whitespace-nowrap text-muted">
              <RelativeTime at={row.createdAt.toISOString()} />
            </Td>
            <Td className="whitespace-nowrap text-muted">
              {row.uninstalledAt ? <RelativeTime at={row.uninstalledAt.toISOString()} /> : null}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Listed>
  );
}

type ListedProps = { title: string; label: string; children: ReactNode };

function Listed({ title, label, children }: ListedProps) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <h2 className="text-lg font-semibold">{title}</h2>
      <Table label={label}>{children}</Table>
    </div>
  );
}

function SchoolCells({ row }: { row: InstallationRow }) {
  return (
    <>
      <Td className="min-w-40">
        <bdi className="font-medium">{row.tenantName}</bdi>
        <span className="block text-muted">
          <Copyable text={row.id} label="Copy the installation id" truncate />
        </span>
      </Td>
      <Td className="whitespace-nowrap text-muted" title={row.scopes.join('\n')}>
        {row.scopes.length} of 14
      </Td>
    </>
  );
}

function BridgeCell({ app, handOver }: { app: AppId; handOver: HandOverView | undefined }) {
  return handOver ? <HandOver app={app} handOver={handOver} /> : 'Not handed over';
}
