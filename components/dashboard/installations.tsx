import type { ReactNode } from 'react';
import type { HandOverView } from '#lib/domain/bridge/schemas.ts';
import type { InstallationRow } from '#lib/domain/installations/list-installations.ts';
import type { AskedScope } from '#lib/domain/scopes/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId, InstallationId } from '#lib/std/ids.ts';
import { Copyable } from '../ui/copyable.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../ui/table.tsx';
import { HandOver } from './hand-over.tsx';
import { Narrowed } from './narrowed.tsx';
import { InstallationActions } from './scopes/installation-actions.tsx';

type ListProps = {
  app: AppId;
  rows: readonly InstallationRow[];
  query: Record<string, string | string[] | undefined>;
};
type LivingProps = {
  /** How the latest token of each reached the bridge; null: the app has none to hand it to. */
  handOvers: ReadonlyMap<InstallationId, HandOverView> | null;
  /** What the app asks for. */
  asked: readonly AskedScope[];
  /** Viewers can do nothing to them. */
  mayChange: boolean;
};

/** Where an app is installed, and where it was; long lists can be narrowed by school or id. */
export function Installations(props: ListProps & LivingProps) {
  const living = props.rows.filter(({ uninstalledAt }) => uninstalledAt === null);
  const past = props.rows.filter(({ uninstalledAt }) => uninstalledAt !== null);
  return (
    <>
      {living.length > 0 ? <LivingList {...props} rows={living} /> : null}
      {past.length > 0 ? <PastList {...props} rows={past} /> : null}
    </>
  );
}

const textOf = ({ tenantName, id }: InstallationRow) => `${tenantName}\n${id}`;

/** Where an app is installed now, and whether its bridge has the token. */
function LivingList(props: ListProps & LivingProps) {
  const { app, rows, query } = props;
  return (
    <Listed id="installed" title="Installed in">
      <Narrowed
        rows={rows}
        textOf={textOf}
        query={query}
        name="schools"
        label="School or installation id"
        href={(schools, page) => routes.installations(app, { schools, page })}
      >
        {(shown) => <Living {...props} rows={shown} />}
      </Narrowed>
    </Listed>
  );
}

function Living(props: LivingProps & Omit<ListProps, 'query'>) {
  const { app, rows, handOvers, asked, mayChange } = props;
  return (
    <Table label="Installations" stacked>
      <thead>
        <tr>
          <Th>School</Th>
          <Th>Scopes</Th>
          <Th>Since</Th>
          {handOvers ? <Th>Bridge</Th> : null}
          {mayChange ? <Th>Actions</Th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <SchoolCells row={row} scopes="Scopes" />
            <Td label="Since" className="whitespace-nowrap text-muted">
              <RelativeTime at={row.createdAt.toISOString()} />
            </Td>
            {handOvers ? (
              <Td label="Bridge" className="text-muted">
                <BridgeCell app={app} handOver={handOvers.get(row.id)} />
              </Td>
            ) : null}
            {mayChange ? (
              <Td>
                <span className="flex flex-wrap items-center gap-2 whitespace-nowrap">
                  <InstallationActions app={app} installation={row} asked={asked} />
                </span>
              </Td>
            ) : null}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Installations that schools have removed: nothing works with them, and all that they did stays readable. */
function PastList({ app, rows, query }: ListProps) {
  return (
    <Listed id="removed" title="Removed">
      <Narrowed
        rows={rows}
        textOf={textOf}
        query={query}
        name="removed"
        pageName="removedPage"
        label="Removed school or installation id"
        href={(removed, removedPage) => routes.removedInstallations(app, { removed, removedPage })}
      >
        {(shown) => <Past rows={shown} />}
      </Narrowed>
    </Listed>
  );
}

function Past({ rows }: Pick<ListProps, 'rows'>) {
  return (
    <Table label="Removed installations" stacked>
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
            <SchoolCells row={row} scopes="Scopes it had" />
            <Td label="Installed" className="whitespace-nowrap text-muted">
              <RelativeTime at={row.createdAt.toISOString()} />
            </Td>
            <Td label="Removed" className="whitespace-nowrap text-muted">
              {row.uninstalledAt ? <RelativeTime at={row.uninstalledAt.toISOString()} /> : null}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Listed({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      {children}
    </div>
  );
}

function SchoolCells({ row, scopes }: { row: InstallationRow; scopes: string }) {
  return (
    <>
      <Td className="max-w-96 min-w-40 break-words">
        <bdi className="font-medium">{row.tenantName}</bdi>
        <span className="block text-muted">
          <Copyable text={row.id} label="Copy the installation id" truncate />
        </span>
      </Td>
      <Td label={scopes} className="whitespace-nowrap text-muted" title={row.scopes.join('\n')}>
        {row.scopes.length} of 14
      </Td>
    </>
  );
}

function BridgeCell({ app, handOver }: { app: AppId; handOver: HandOverView | undefined }) {
  return handOver ? <HandOver app={app} handOver={handOver} /> : 'Not handed over';
}
