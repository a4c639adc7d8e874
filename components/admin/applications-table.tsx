import type { ApplicationListRow } from '#lib/domain/applications/review.ts';
import { integrationTypes } from '#lib/domain/applications/schemas.ts';
import { routes } from '#lib/routes.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../ui/table.tsx';
import { ApplicationBadge } from './application-badge.tsx';

/** Who applied, the newest first. */
export function ApplicationsTable({ rows }: { rows: readonly ApplicationListRow[] }) {
  return (
    <Table label="Applications" stacked>
      <thead>
        <tr>
          <Th>Company</Th>
          <Th>Contact</Th>
          <Th>Joins as</Th>
          <Th>State</Th>
          <Th>Sent</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td className="max-w-72">
              <a
                href={routes.adminApplication(row.id)}
                dir="auto"
                className="block truncate text-left font-medium"
              >
                <bdi>{row.company}</bdi>
              </a>
            </Td>
            <Td label="Contact" className="max-w-72">
              <bdi className="block truncate text-left">{row.contactName}</bdi>
              <span className="block truncate text-muted">{row.email}</span>
            </Td>
            <Td label="Joins as" className="whitespace-nowrap">
              {integrationTypes.find(({ type }) => type === row.integrationType)?.label}
            </Td>
            <Td label="State">
              <ApplicationBadge status={row.status} />
            </Td>
            <Td label="Sent" className="whitespace-nowrap text-muted">
              <RelativeTime at={row.createdAt.toISOString()} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
