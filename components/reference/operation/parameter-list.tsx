import { anchorId, type Parameter, type SchemaMap, siblingIds } from '#lib/openapi/model.ts';
import { planSchema, type RowBudget } from '../schema/plan-schema.ts';
import { ParameterRow } from './parameter-row.tsx';
import { SectionHeading } from './section-heading.tsx';

const places = [
  ['path', 'Path parameters'],
  ['query', 'Query parameters'],
  ['querystring', 'Query string'],
  ['header', 'Headers'],
  ['cookie', 'Cookies'],
] as const;

type ParameterListProps = {
  api: string;
  parameters: readonly Parameter[];
  schemas: SchemaMap;
  budget: RowBudget;
  /** Begins the ids of callbacks and variants, which stand on the same page. */
  prefix?: string;
};

/** Parameters by where they are sent, each with the form in which it is sent. */
export function ParameterLists(props: ParameterListProps) {
  const { api, parameters, schemas, budget, prefix = '' } = props;
  return places.map(([place, title]) => {
    const here = parameters.filter((parameter) => parameter.in === place);
    if (here.length === 0) return null;
    const ids = siblingIds(
      [prefix, place],
      here.map(({ name }) => name),
    );
    return (
      <section key={place} className="op-section">
        <SectionHeading id={anchorId(prefix, place)} level={prefix ? 4 : 2}>
          {title}
        </SectionHeading>
        <ul className="schema sl">
          {here.map((parameter, index) => {
            const media = parameter.content;
            const node = parameter.schema ?? media?.schema;
            return (
              <ParameterRow
                key={parameter.name}
                parameter={parameter}
                place={{ api, id: ids[index] ?? place }}
                view={node ? planSchema(node, schemas, 'request', budget) : undefined}
              />
            );
          })}
        </ul>
      </section>
    );
  });
}
