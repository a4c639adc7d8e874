import { anchorId, type Callback, type SchemaMap } from '#lib/openapi/model.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';
import type { RowBudget } from '../schema/plan-schema.ts';
import { ExchangeBody } from './exchange-body.tsx';
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
  return (
    <section className="op-section">
      <SectionHeading id="callbacks">Callbacks</SectionHeading>
      {callbacks.flatMap((callback) =>
        callback.exchanges.map((exchange) => {
          const id = anchorId('callback', callback.name, exchange.method);
          return (
            <details key={id + callback.expression} id={id} className="sx op-response">
              <summary>
                <MethodBadge method={exchange.method} />
                <span className="op-line">{callback.name}</span>
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
              </div>
            </details>
          );
        }),
      )}
    </section>
  );
}
