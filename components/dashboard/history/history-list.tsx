import { History } from 'lucide-react';
import type { HistoryRow } from '#lib/domain/console/history.ts';
import { routes } from '#lib/routes.ts';
import { cx } from '#lib/std/cx.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Input } from '../../ui/input.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';

type Filter = { text: string; api: string };
type HistoryListProps = { rows: readonly HistoryRow[]; filter: Filter; chosen: readonly string[] };

/** What a narrow table can do without. */
const wide = 'max-md:hidden';

/** One GET form: what is looked for and which two are compared stand in the address. */
export function HistoryList({ rows, filter, chosen }: HistoryListProps) {
  const isFiltered = filter.text !== '' || filter.api !== '';
  return (
    <form action={routes.history()} className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Input
          name="q"
          aria-label="Path or body contains"
          placeholder="Path or body contains…"
          defaultValue={filter.text}
          className="max-w-72"
        />
        {filter.api ? <input type="hidden" name="api" value={filter.api} /> : null}
        <Button type="submit">Search or compare</Button>
        {isFiltered || chosen.length > 0 ? (
          <LinkButton variant="ghost" href={routes.history()}>
            Clear
          </LinkButton>
        ) : null}
      </div>
      {rows.length === 0 ? <NoHistory isFiltered={isFiltered} /> : null}
      {rows.length > 0 ? (
        <Table label="Requests from the console">
          <thead>
            <tr>
              <Th>Compare</Th>
              <Th>Request</Th>
              <Th className={wide}>API</Th>
              <Th>Answer</Th>
              <Th className={wide}>Time taken</Th>
              <Th className={wide}>When</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <HistoryLine key={row.id} row={row} filter={filter} chosen={chosen} />
            ))}
          </tbody>
        </Table>
      ) : null}
    </form>
  );
}

type LineProps = { row: HistoryRow; filter: Filter; chosen: readonly string[] };

function HistoryLine({ row, filter, chosen }: LineProps) {
  const { id, api, environment, method, path, status, errorCode, durationMs, createdAt } = row;
  const here = routes.history({ q: filter.text, api: filter.api, id });
  return (
    <Tr>
      <Td>
        <input
          type="checkbox"
          name="id"
          value={id}
          defaultChecked={chosen.includes(id)}
          aria-label={`Compare ${method} ${path}`}
        />
      </Td>
      <Td className="w-full max-w-0 md:w-auto md:max-w-96">
        <a href={here} className="flex items-center gap-2 hover:underline">
          <MethodBadge method={method} />
          <bdi className="truncate font-mono text-[0.8125rem]" title={path}>
            {path}
          </bdi>
        </a>
        <span className="block text-xs text-faint md:hidden">
          {api} · {environment} · <RelativeTime at={createdAt.toISOString()} />
        </span>
      </Td>
      <Td className={cx(wide, 'whitespace-nowrap text-muted')}>
        {api} · {environment}
      </Td>
      <Td>{status === null ? <code>{errorCode}</code> : <StatusBadge status={status} />}</Td>
      <Td className={cx(wide, 'whitespace-nowrap text-muted')}>{durationMs} ms</Td>
      <Td className={cx(wide, 'whitespace-nowrap text-muted')}>
        <RelativeTime at={createdAt.toISOString()} />
      </Td>
    </Tr>
  );
}

function NoHistory({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState icon={History} title="No request matches">
      Look for less of its path or body.
    </EmptyState>
  ) : (
    <EmptyState
      icon={History}
      title="Nothing sent yet"
      actions={
        <LinkButton variant="primary" href={routes.tryWith('partners', 'whoami')}>
          Try whoami
        </LinkButton>
      }
    >
      Whatever you send from the console is kept here for you.
    </EmptyState>
  );
}
