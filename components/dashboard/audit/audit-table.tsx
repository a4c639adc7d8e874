import type { AuditRow } from '#lib/domain/audit/read-audit.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';

const columns = ['#', 'When', 'Who', 'What', 'To', 'Details', 'From'];

/** Acts, the newest first. */
export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <Table label="Audit trail">
      <thead>
        <tr>
          {columns.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id} className="align-top">
            <Td className="text-faint" title={`Hash ${row.hash}`}>
              {row.position}
            </Td>
            <Td className="whitespace-nowrap text-muted">
              <RelativeTime at={row.createdAt.toISOString()} />
            </Td>
            <Td title={row.actor}>
              <bdi className="whitespace-nowrap">{row.actorName ?? plainActor(row.actor)}</bdi>
              {row.actorEmail ? (
                <span className="block text-[0.8125rem] text-muted">{row.actorEmail}</span>
              ) : null}
            </Td>
            <Td className="font-mono text-[0.8125rem] whitespace-nowrap">{row.action}</Td>
            <Td className="max-w-48 truncate font-mono text-[0.8125rem]" title={row.subject}>
              <bdi>{row.subject}</bdi>
            </Td>
            <Td className="min-w-64">
              <Details details={row.details} />
            </Td>
            <Td className="font-mono text-[0.8125rem] whitespace-nowrap text-muted">
              {row.clientAddress ?? '–'}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function plainActor(actor: string): string {
  if (actor === 'operator') return 'The operator';
  return actor === 'system' ? 'The portal itself' : actor;
}

function Details({ details }: { details: AuditRow['details'] }) {
  return (
    <dl className="grid gap-0.5 text-[0.8125rem]">
      {Object.entries(details).map(([name, value]) => (
        <div key={name} className="flex gap-2">
          <dt className="shrink-0 text-muted">{name}</dt>
          <dd className="line-clamp-2 min-w-0 break-words" title={plain(value)}>
            <bdi>{plain(value)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function plain(value: unknown): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
