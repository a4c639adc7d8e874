import { anchorId, type Exchange, type SchemaMap } from '#lib/openapi/model.ts';
import { ExtensionList } from '../schema/extension-list.tsx';
import type { RowBudget } from '../schema/plan-schema.ts';
import { Prose } from '../schema/prose.tsx';
import { MediaTypes } from './media-types.tsx';
import { MoreDocs } from './more-docs.tsx';
import { ParameterLists } from './parameter-list.tsx';
import { ResponseList } from './response-list.tsx';
import { SectionHeading } from './section-heading.tsx';

export type PageBudgets = { request: RowBudget; success: RowBudget; error: RowBudget };

type ExchangeBodyProps = {
  api: string;
  exchange: Exchange;
  schemas: SchemaMap;
  budgets: PageBudgets;
  prefix?: string;
};

/** What operations, callbacks and webhooks have in common: text, parameters, body, answers. */
export function ExchangeBody({ api, exchange, schemas, budgets, prefix }: ExchangeBodyProps) {
  const { requestBody } = exchange;
  const id = anchorId(prefix ?? '', 'body');
  return (
    <>
      {prefix ? <Prose prose={exchange.description} className="prose prose-sm" /> : null}
      {prefix ? <MoreDocs docs={exchange.externalDocs} /> : null}
      <ParameterLists
        api={api}
        parameters={exchange.parameters}
        schemas={schemas}
        budget={budgets.request}
        prefix={prefix}
      />
      {requestBody ? (
        <section className="op-section">
          <SectionHeading id={id} level={prefix ? 4 : 2}>
            Request body
          </SectionHeading>
          {requestBody.required ? null : <p className="op-text">Optional.</p>}
          <Prose prose={requestBody.description} className="prose prose-sm" />
          <MediaTypes
            api={api}
            content={requestBody.content}
            schemas={schemas}
            budget={budgets.request}
            direction="request"
            id={id}
          />
          <ExtensionList extensions={requestBody.extensions} />
        </section>
      ) : null}
      <ResponseList
        api={api}
        responses={exchange.responses}
        schemas={schemas}
        budgets={budgets}
        prefix={prefix}
      />
    </>
  );
}
