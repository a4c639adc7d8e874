import type { AuditRow } from '#lib/domain/audit/read-audit.ts';
import { routes } from '#lib/routes.ts';
import { cx } from '#lib/std/cx.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { AuditChanges } from './audit-changes.tsx';
import { plainActor } from './plain-actor.ts';

/** What a narrow table can do without. */
const wide = 'max-md:hidden';
const columns = ['#', 'When', 'Who', 'What', 'To', 'Change', 'From'];

/** Acts, the newest first. */
export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <Table label="Audit trail" stacked>
      <thead>
        <tr>
          {columns.map((name) => (
            <Th key={name} className={name === '#' ? wide : undefined}>
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id} id={`entry-${row.position}`} className="align-top target:bg-warn-soft">
            <Td className={cx(wide, 'text-faint')} title={`Hash ${row.hash}`}>
              {row.position}
            </Td>
            <Td label="When" className="whitespace-nowrap text-muted">
              <RelativeTime at={row.createdAt.toISOString()} />
            </Td>
            <Td label="Who" title={row.actor}>
              <bdi className="whitespace-nowrap">{row.actorName ?? plainActor(row.actor)}</bdi>
              {row.actorEmail ? (
                <span className={cx(wide, 'block text-[0.8125rem] text-muted')}>
                  {row.actorEmail}
                </span>
              ) : null}
            </Td>
            <Td label="What" className="font-mono text-[0.8125rem] whitespace-nowrap">
              {row.action}
            </Td>
            <Td
              label="To"
              className="max-w-56 truncate font-mono text-[0.8125rem]"
              title={row.subject}
            >
              <a className="hover:text-accent" href={routes.audit({ target: row.subject })}>
                <bdi>{row.subject}</bdi>
              </a>
            </Td>
            <Td label="Change" className="min-w-64">
              <AuditChanges details={row.details} />
            </Td>
            <Td
              label="From"
              className={cx(
                'font-mono text-[0.8125rem] whitespace-nowrap text-muted',
                row.clientAddress === null && wide,
              )}
            >
              {row.clientAddress ?? '–'}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
