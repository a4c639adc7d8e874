import type { OktaCallView } from '#lib/domain/okta/orgs/schemas.ts';
import { routes } from '#lib/routes.ts';
import { cx } from '#lib/std/cx.ts';
import { Badge } from '../../ui/badge.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';

/** What a narrow table can do without. */
const wide = 'max-md:hidden';

/** The latest calls of the org. Bodies are not kept: passwords and keys pass through this API. */
export function OktaCalls({ calls }: { calls: readonly OktaCallView[] }) {
  if (calls.length === 0) return null;
  return (
    <section className="grid grid-cols-1 gap-3" aria-labelledby="calls">
      <h2 id="calls" className="text-lg font-semibold">
        Latest calls
      </h2>
      <Table label="Calls of the Okta API">
        <thead>
          <tr>
            <Th>Status</Th>
            <Th>Request</Th>
            <Th className={wide}>Operation</Th>
            <Th className="max-lg:hidden">Request id</Th>
            <Th className={wide}>When</Th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <Tr key={call.requestId}>
              <Td>
                <StatusBadge status={call.status} />
              </Td>
              <Td className="w-full max-w-0 md:w-auto md:max-w-80">
                <a
                  href={routes.oktaLog(call.requestId)}
                  className="flex items-baseline gap-1 hover:text-accent"
                >
                  <MethodBadge method={call.method} variant="bare" />
                  <bdi className="truncate font-mono text-[0.8125rem]" title={pathOf(call)}>
                    {pathOf(call)}
                  </bdi>
                </a>
                <span className="flex flex-wrap items-center gap-x-2 text-xs text-faint md:hidden">
                  <Outcome call={call} /> <RelativeTime at={call.at} />
                </span>
              </Td>
              <Td className={cx(wide, 'text-muted')}>
                <Outcome call={call} />
              </Td>
              <Td className="max-lg:hidden">
                <Copyable text={call.requestId} label="Copy the request id" />
              </Td>
              <Td className={cx(wide, 'whitespace-nowrap text-muted')}>
                <RelativeTime at={call.at} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

const pathOf = ({ path, query }: OktaCallView) => (query ? `${path}?${query}` : path);

function Outcome({ call: { errorCode, operationId } }: { call: OktaCallView }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      {operationId ? (
        <a
          className={cx('hover:text-accent', !errorCode && 'underline-offset-2 hover:underline')}
          href={routes.operation('okta', operationId)}
        >
          {operationId}
        </a>
      ) : (
        'None of the API'
      )}
      {errorCode ? (
        <a href={routes.error(errorCode)}>
          <Badge tone="warn">{errorCode}</Badge>
        </a>
      ) : null}
    </span>
  );
}
