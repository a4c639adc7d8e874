import { anchorId, type OperationVariant, type SchemaMap } from '#lib/openapi/model.ts';
import type { RowBudget } from '../schema/plan-schema.ts';
import { Prose } from '../schema/prose.tsx';
import { MediaTypes } from './media-types.tsx';
import { ParameterLists } from './parameter-list.tsx';
import { SectionHeading } from './section-heading.tsx';

type VariantListProps = {
  api: string;
  variants: readonly OperationVariant[];
  schemas: SchemaMap;
  budget: RowBudget;
};

/** Other forms of the same call, which the document keeps under one operation. */
export function VariantList({ api, variants, schemas, budget }: VariantListProps) {
  if (variants.length === 0) return null;
  return (
    <section className="op-section">
      <SectionHeading id="forms">Forms of this call</SectionHeading>
      {variants.map((variant) => {
        const id = anchorId('form', variant.operationId ?? variant.title);
        return (
          <details key={id} id={id} className="sx op-response">
            <summary>
              <span className="op-line">{variant.title}</span>
              {variant.encoding ? <code>{variant.encoding}</code> : null}
            </summary>
            <div className="op-inside">
              <Prose prose={variant.description} className="prose prose-sm" />
              <ParameterLists
                api={api}
                parameters={variant.parameters}
                schemas={schemas}
                budget={budget}
                prefix={id}
              />
              {variant.requestBody ? (
                <MediaTypes
                  api={api}
                  content={variant.requestBody.content}
                  schemas={schemas}
                  budget={budget}
                  direction="request"
                  id={anchorId(id, 'body')}
                />
              ) : null}
            </div>
          </details>
        );
      })}
    </section>
  );
}
