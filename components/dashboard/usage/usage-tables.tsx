import type { UsageView } from '#lib/domain/usage/schemas.ts';
import { routes } from '#lib/routes.ts';
import { cx } from '#lib/std/cx.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { countText, msText, operationText, shareText, stepText } from './usage-text.ts';

const number = 'text-right whitespace-nowrap';
/** What a narrow table can do without. */
const wide = 'max-md:hidden';

/** Each operation over the whole range; numbers lead to the calls behind them. */
export function OperationsTable({ app, usage }: { app: AppId; usage: UsageView }) {
  const { range } = usage;
  return (
    <Table label="Usage by operation" stacked>
      <thead>
        <tr>
          <Th>Operation</Th>
          <Th className={number}>Calls</Th>
          <Th className={number}>Errors</Th>
          <Th className={number}>Scope denied</Th>
          <Th className={number}>Rate limited</Th>
          <Th className={number}>p95</Th>
          <Th className={number}>Of the rate limit, at most</Th>
        </tr>
      </thead>
      <tbody>
        {usage.operations.map((one) => {
          const name = operationText(one.operationId);
          const calls = (status?: string) =>
            routes.logs(app, { operation: one.operationId ?? undefined, since: range, status });
          return (
            <Tr key={name}>
              <Td className="font-medium">
                {one.operationId ? (
                  <a
                    className="hover:text-accent"
                    href={routes.operation('partners', one.operationId)}
                  >
                    {name}
                  </a>
                ) : (
                  <span title="Paths and methods that the API does not have">{name}</span>
                )}
              </Td>
              <Count label="Calls" count={one.calls} href={one.operationId ? calls() : undefined} />
              <Count
                label="Errors"
                count={one.errors}
                href={one.operationId ? calls('errors') : undefined}
              />
              <Count
                label="Scope denied"
                count={one.denied}
                href={one.operationId ? calls('denied') : undefined}
              />
              <Count
                label="Rate limited"
                count={one.limited}
                href={one.operationId ? calls('429') : undefined}
              />
              <Td label="p95" className={number}>
                {msText(one.p95Ms)}
              </Td>
              <Td label="Of rate limit" className={number}>
                {shareText(one.peakShare)}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}

type CountProps = { label: string; count: number; href: string | undefined };

function Count({ label, count, href }: CountProps) {
  return (
    // Narrow rows leave out what did not happen.
    <Td label={label} className={cx(number, count === 0 && 'max-md:hidden')}>
      {href && count > 0 ? (
        <a className="hover:text-accent hover:underline" href={href}>
          {countText(count)}
        </a>
      ) : (
        countText(count)
      )}
    </Td>
  );
}

/** The charts as a table: for whoever cannot see them, and for exact numbers. */
export function StepsTable({ usage }: { usage: UsageView }) {
  return (
    <Disclosure summary="The charts as a table">
      <Table label="Usage over time">
        <thead>
          <tr>
            <Th>From (UTC)</Th>
            <Th className={number}>Calls</Th>
            <Th className={number}>Errors</Th>
            <Th className={number}>p95</Th>
            <Th className={cx(number, wide)}>Of the rate limit, at most</Th>
            <Th className={wide}>Most called</Th>
          </tr>
        </thead>
        <tbody>
          {usage.steps.map((step, index) => (
            <Tr key={step.at}>
              <Th scope="row" className="border-0 bg-transparent">
                {stepText(step, usage.range)}
              </Th>
              <Td className={number}>{countText(step.calls)}</Td>
              <Td className={number}>{countText(step.errors)}</Td>
              <Td className={number}>{msText(step.p95Ms)}</Td>
              <Td className={cx(number, wide)}>{shareText(step.peakShare)}</Td>
              <Td className={cx('text-muted', wide)}>{mostCalled(usage, index)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  );
}

function mostCalled({ operations }: UsageView, index: number): string {
  return operations
    .map(({ operationId, steps }) => ({ operationId, calls: steps[index]?.calls ?? 0 }))
    .filter(({ calls }) => calls > 0)
    .sort((a, b) => b.calls - a.calls)
    .slice(0, 3)
    .map(({ operationId, calls }) => `${operationText(operationId)} ${countText(calls)}`)
    .join(', ');
}
