import { Fragment } from 'react';
import { type Example, type Header, inlineValue, type Parameter } from '#lib/openapi/model.ts';
import { ChildDetails } from '../schema/child-details.tsx';
import { Prose } from '../schema/prose.tsx';
import { schemaHref, type TreePlace } from '../schema/schema-links.ts';
import type { SchemaView } from '../schema/schema-view.ts';
import { OtherFacts, ValueFacts } from '../schema/value-facts.tsx';

type ParameterRowProps = {
  parameter: Parameter | Header;
  view: SchemaView | undefined;
  place: TreePlace;
};

/** One parameter or response header. */
export function ParameterRow({ parameter, view, place }: ParameterRowProps) {
  const { name, required, deprecated, description, content, serialized } = parameter;
  const words = view?.words ?? (content ? content.mediaType : 'any');
  const own = view?.node.description;
  return (
    <li id={place.id}>
      <p className="sh">
        <a href={`#${place.id}`} className={deprecated ? 'sn line-through' : 'sn'}>
          {name === '' ? '""' : name}
        </a>
        {view?.link ? (
          <a className="sy" href={schemaHref(place, view.link.key)}>
            {words}
          </a>
        ) : (
          <span className="sy">{words}</span>
        )}
        {required ? <b>required</b> : null}
        {'allowEmptyValue' in parameter && parameter.allowEmptyValue ? <i>may be empty</i> : null}
        {deprecated ? <b className="st-warn">deprecated</b> : null}
        {content ? <i>as {content.mediaType}</i> : null}
      </p>
      <Prose prose={description ?? own} className="sd" />
      {view ? <ValueFacts node={view.node} example={false} /> : null}
      <Sent parameter={parameter} serialized={serialized} />
      <Examples examples={given(parameter)} />
      <OtherFacts node={{ extensions: parameter.extensions }} />
      {view ? <ChildDetails view={view} place={place} /> : null}
    </li>
  );
}

/** The document's own examples. */
const given = ({ examples }: Parameter | Header): Example[] =>
  examples.filter(
    (one) =>
      !one.generated &&
      (one.value !== undefined || one.text !== undefined || one.externalValue !== undefined),
  );

/** One example that says nothing but its value needs no list. */
const isListed = (examples: readonly Example[]): boolean =>
  examples.length > 1 || examples.some((one) => one.summary || one.description);

/** How the value stands in the request; said only where a reader could get it wrong. */
function Sent({ parameter, serialized }: { parameter: Parameter | Header; serialized?: string }) {
  const { style, explode, allowReserved, schema, content } = parameter;
  const composed = schema?.types?.some((type) => type === 'array' || type === 'object') ?? false;
  const unusual = !['simple', 'form'].includes(style) || allowReserved;
  if (!composed && !unusual && !content) {
    const [own, ...more] = given(parameter);
    return own === undefined || isListed([own, ...more]) ? null : (
      <p className="sf">
        <span>
          example <code>{textOf(own)}</code>
        </span>
      </p>
    );
  }
  if (serialized === undefined || serialized === '') return null;
  return (
    <p className="sf">
      <span>
        sent as <code>{serialized}</code>
      </span>
      {content ? null : (
        <span>
          {styleWords[style]}
          {explode && composed ? ', exploded' : ''}
        </span>
      )}
      {allowReserved ? <span>reserved characters as they are</span> : null}
    </p>
  );
}

const styleWords: Record<Parameter['style'], string> = {
  matrix: 'matrix style',
  label: 'label style',
  simple: 'comma-separated',
  form: 'form style',
  spaceDelimited: 'space-separated',
  pipeDelimited: 'pipe-separated',
  tabDelimited: 'tab-separated',
  deepObject: 'deep object style',
  cookie: 'cookie style',
};

function Examples({ examples }: { examples: readonly Example[] }) {
  if (!isListed(examples)) return null;
  if (!examples.some((one) => one.name || one.summary || one.description)) {
    return (
      <p className="sf">
        <span>
          examples
          {examples.map((one) => (
            <Fragment key={textOf(one)}>
              {' '}
              <code>{textOf(one)}</code>
            </Fragment>
          ))}
        </span>
      </p>
    );
  }
  return (
    <dl className="se">
      {examples.map((one) => (
        <div key={one.name ?? textOf(one)}>
          <dt>
            <code>{textOf(one)}</code>
          </dt>
          <dd>
            {one.summary ?? one.name}
            <Prose prose={one.description} className="sd" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const textOf = ({ text, value, externalValue }: Example): string =>
  text ?? ((value === undefined ? (externalValue ?? '') : inlineValue(value)) || '""');
