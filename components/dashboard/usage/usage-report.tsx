import { ChartColumn } from 'lucide-react';
import type { UsageNumbers, UsageView } from '#lib/domain/usage/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { rangeWords } from './range-choice.tsx';
import { UsageCharts } from './usage-charts.tsx';
import { OperationsTable, StepsTable } from './usage-tables.tsx';
import { countText, msText, shareText } from './usage-text.ts';

/** The calls of an app, counted: the whole, charts by operation, and the same as tables. */
export function UsageReport({ app, usage }: { app: AppId; usage: UsageView }) {
  const { total, range } = usage;
  if (total.calls === 0) {
    return (
      <EmptyState
        icon={ChartColumn}
        title={`No call in the last ${rangeWords[range]}`}
        actions={
          <LinkButton variant="primary" href={`${routes.operation('partners', 'whoami')}#try`}>
            Try whoami
          </LinkButton>
        }
      >
        Call the sandbox with a token of this app, or from the console.
      </EmptyState>
    );
  }
  return (
    <>
      <Totals total={total} />
      <UsageCharts usage={usage} />
      <section className="grid grid-cols-1 gap-3" aria-labelledby="by-operation">
        <h2 id="by-operation" className="text-lg font-semibold">
          By operation
        </h2>
        <OperationsTable app={app} usage={usage} />
      </section>
      <StepsTable usage={usage} />
    </>
  );
}

function Totals({ total }: { total: UsageNumbers }) {
  const facts = [
    { label: 'Calls', value: countText(total.calls) },
    {
      label: 'Errors',
      value: `${countText(total.errors)} (${shareText(total.errors / total.calls)})`,
      more: [
        total.denied > 0 ? `${countText(total.denied)} scope denied` : '',
        total.limited > 0 ? `${countText(total.limited)} rate limited` : '',
        total.failed > 0 ? `${countText(total.failed)} failed in the portal` : '',
      ]
        .filter(Boolean)
        .join(', '),
    },
    { label: 'p95', value: msText(total.p95Ms), more: '95 of 100 calls took at most this' },
    {
      label: 'Rate limit, busiest minute',
      value: shareText(total.peakShare),
      more: 'of what one token may call in a minute',
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {facts.map(({ label, value, more }) => (
        <div key={label} className="rounded-lg border border-line bg-raised px-4 py-3">
          <dt className="text-sm text-muted">{label}</dt>
          <dd className="text-xl font-semibold tabular-nums">{value}</dd>
          {more ? <dd className="text-[0.8125rem] text-muted">{more}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
