import type { RequestView } from '#lib/domain/requests/schemas.ts';
import { routes } from '#lib/routes.ts';
import { cx } from '#lib/std/cx.ts';
import { Badge } from '../../ui/badge.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';

/** What a narrow table can do without. */
const wide = 'max-md:hidden';

/** Answered calls; each leads to its page. */
export function RequestsTable({ rows }: { rows: readonly RequestView[] }) {
  return (
    <Table label="Requests">
      <thead>
        <tr>
          <Th>Status</Th>
          <Th>Request</Th>
          <Th className={wide}>Operation</Th>
          <Th className={wide}>From</Th>
          <Th className={cx('text-right', wide)}>Took</Th>
          <Th className={wide}>When</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td>
              <StatusBadge status={row.status} />
            </Td>
            <Td className="w-full max-w-0 md:w-auto md:max-w-80">
              <a
                href={row.appId ? routes.log(row.appId, row.id) : routes.dashboard()}
                className="flex items-baseline gap-1 hover:text-accent"
                title={row.id}
              >
                <MethodBadge method={row.method} variant="bare" />
                <bdi className="truncate font-mono text-[0.8125rem]">
                  {row.path}
                  {row.query ? <span className="text-faint">?{row.query}</span> : null}
                </bdi>
              </a>
              <span className="block text-xs text-faint md:hidden">
                <RelativeTime at={row.at} />
              </span>
            </Td>
            <Td className={cx('whitespace-nowrap text-muted', wide)}>
              {row.operationId} {row.errorCode ? <Badge tone="warn">{row.errorCode}</Badge> : null}
            </Td>
            <Td className={cx('text-muted', wide)}>{row.isConsole ? 'Console' : 'App'}</Td>
            <Td className={cx('text-right whitespace-nowrap text-muted', wide)}>
              {took(row.durationUs)}
            </Td>
            <Td className={cx('whitespace-nowrap text-muted', wide)}>
              <RelativeTime at={row.at} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Microseconds as people read them. */
export function took(us: number): string {
  return us < 10_000 ? `${(us / 1000).toFixed(1)} ms` : `${Math.round(us / 1000)} ms`;
}
