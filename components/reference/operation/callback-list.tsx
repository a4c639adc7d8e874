import { type Callback, type SchemaMap, siblingIds } from '#lib/openapi/model.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { ExtensionList } from '../schema/extension-list.tsx';
import type { RowBudget } from '../schema/plan-schema.ts';
import { ExchangeBody } from './exchange-body.tsx';
import { otherExtensions } from './operation-marks.tsx';
import { SectionHeading } from './section-heading.tsx';

type CallbackListProps = {
  api: string;
  callbacks: readonly Callback[];
  schemas: SchemaMap;
  budget: RowBudget;
};

/** Requests that the API sends back to an address which the caller has given. */
export function CallbackList({ api, callbacks, schemas, budget }: CallbackListProps) {
  if (callbacks.length === 0) return null;
  const calls = callbacks.flatMap((callback) =>
    callback.exchanges.map((exchange) => ({ callback, exchange })),
  );
  // One callback may have several addresses.
  const ids = siblingIds(
    ['callback'],
    calls.map(({ callback, exchange }) => `${callback.name} ${exchange.method}`),
  );
  return (
    <section className="op-section">
      <SectionHeading id="callbacks">Callbacks</SectionHeading>
      {calls.map(({ callback, exchange }, index) => {
        const id = ids[index];
        return (
          <details key={id} id={id} className="sx op-response">
            <summary>
              <MethodBadge method={exchange.method} />
              <span className="op-line">{callback.name}</span>
              {exchange.deprecated ? <b className="st-warn">deprecated</b> : null}
              <code className="truncate text-xs text-muted">{callback.expression}</code>
            </summary>
            <div className="op-inside">
              {exchange.summary ? <p className="op-text">{exchange.summary}</p> : null}
              <ExchangeBody
                api={api}
                exchange={exchange}
                schemas={schemas}
                budgets={{ request: budget, success: budget, error: budget }}
                prefix={id}
              />
              <ExtensionList extensions={otherExtensions(exchange)} />
            </div>
          </details>
        );
      })}
    </section>
  );
}
