import { School } from 'lucide-react';
import type { InstallationRow } from '#lib/domain/installations/list-installations.ts';
import type { AskedScope } from '#lib/domain/scopes/schemas.ts';
import type { TenantRow } from '#lib/domain/tenants/list-tenants.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { Narrowed } from '../narrowed.tsx';
import { ResetTenant } from './reset-tenant.tsx';

type TenantsTableProps = {
  app: AppId;
  rows: readonly TenantRow[];
  query: Record<string, string | string[] | undefined>;
  installed: readonly InstallationRow[];
  /** What the app asks for. */
  asked: readonly AskedScope[];
  mayChange: boolean;
};

/** The organization's schools, and what can be done with each. */
export function TenantsTable(props: TenantsTableProps) {
  const { app, rows, query, mayChange } = props;
  return (
    <div className="grid grid-cols-1 gap-3">
      <h2 className="text-lg font-semibold">Sandbox schools</h2>
      {rows.length === 0 ? (
        <EmptyState icon={School} title="No school yet">
          Create one: it comes filled, and you install the app in it.
        </EmptyState>
      ) : (
        <Narrowed
          rows={rows}
          textOf={({ name, id }) => `${name}\n${id}`}
          query={query}
          name="tenants"
          pageName="tenantsPage"
          label="Sandbox school or tenant id"
          href={(tenants, tenantsPage) => routes.tenants(app, { tenants, tenantsPage })}
        >
          {(shown) => (
            <Table label="Sandbox schools" stacked>
              <thead>
                <tr>
                  <Th>School</Th>
                  <Th className="max-md:hidden">Tenant id</Th>
                  <Th className="text-right">Students</Th>
                  <Th>This app</Th>
                  {mayChange ? <Th>Actions</Th> : null}
                </tr>
              </thead>
              <tbody>
                {shown.map((row) => (
                  <TenantLine key={row.id} {...props} row={row} />
                ))}
              </tbody>
            </Table>
          )}
        </Narrowed>
      )}
    </div>
  );
}

function TenantLine(props: TenantsTableProps & { row: TenantRow }) {
  const { app, row, mayChange, installed, asked } = props;
  const granted = installed.find(({ id }) => id === row.installationId)?.scopes;
  const more = granted ? asked.filter(({ scope }) => !granted.includes(scope)).length : 0;
  return (
    <Tr>
      <Td className="max-w-96 min-w-28 font-medium break-words">
        <a className="hover:text-accent" href={routes.tenant(app, row.id)}>
          <bdi>{row.name}</bdi>
        </a>
      </Td>
      <Td className="text-muted max-md:hidden">{row.id}</Td>
      <Td label="Students" className="text-right text-muted">
        {row.students.toLocaleString('en')}
      </Td>
      <Td label="This app">
        <span className="flex flex-wrap items-center gap-2 whitespace-nowrap">
          {row.installationId ? <Badge tone="good">Installed</Badge> : <Badge>Not installed</Badge>}
          {more > 0 ? (
            <a className="text-accent hover:underline" href={routes.consent(app, row.id)}>
              asks for {more} more
            </a>
          ) : null}
        </span>
      </Td>
      {mayChange ? (
        <Td>
          <span className="flex gap-2">
            <ResetTenant app={app} tenant={row} />
            {row.installationId ? null : (
              <LinkButton
                size="sm"
                variant="primary"
                href={routes.consent(app, row.id)}
                aria-label={`Install in ${row.name}`}
              >
                Install
              </LinkButton>
            )}
          </span>
        </Td>
      ) : null}
    </Tr>
  );
}
