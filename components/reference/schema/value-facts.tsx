import { Fragment } from 'react';
import { constraintWords, inlineValue, type SchemaNode } from '#lib/openapi/model.ts';
import { ExtensionList } from './extension-list.tsx';
import { isShort } from './is-short.ts';
import { Prose } from './prose.tsx';

const LISTED_VALUES = 12;

/** `example` false: the place shows its own. */
type ValueFactsProps = { node: SchemaNode; example?: boolean };

/** What a value must keep to: constraints in words, pattern, fixed and default value, allowed values. */
export function ValueFacts({ node, example: withExample = true }: ValueFactsProps) {
  const words = constraintWords(withoutSafeLimit(node));
  const item = node.items && !node.items.properties && node.items.ref === undefined && node.items;
  const itemWords = item ? constraintWords(item).map((word) => `each item ${word}`) : [];
  const facts = [...words, ...itemWords].join(' · ');
  const pattern = node.pattern ?? (item ? item.pattern : undefined);
  const values = node.enum ?? (item ? item.enum : undefined);
  const examples = withExample ? shortExamples(node) : [];
  return (
    <>
      {facts || pattern !== undefined || node.const || node.default || hasForm(node) ? (
        <p className="sf">
          {facts}
          {node.contentEncoding ? <span>{node.contentEncoding}-encoded</span> : null}
          <Fact label="pattern" text={pattern} />
          <Fact label="always" text={node.const ? inlineValue(node.const.value) : undefined} />
          <Fact label="default" text={node.default ? inlineValue(node.default.value) : undefined} />
          {node.xml ? <span>{xmlWords(node.xml)}</span> : null}
          {node.items?.xml ? <span>each item {xmlWords(node.items.xml)}</span> : null}
        </p>
      ) : null}
      {values ? <Values values={values} omitted={node.enum ? node.omitted : undefined} /> : null}
      <OtherFacts node={node} />
      {examples.length > 0 ? (
        <p className="sf">
          <span>
            {examples.length > 1 ? 'examples' : 'example'}
            {examples.map((text) => (
              <Fragment key={text}>
                {' '}
                <code>{text === '' ? '""' : text}</code>
              </Fragment>
            ))}
          </span>
        </p>
      ) : null}
    </>
  );
}

/** The document's own examples that fit on a line or two. */
function shortExamples({ examples = [] }: SchemaNode): string[] {
  const texts = examples.flatMap(({ value, generated }) =>
    value === undefined || generated || !isShort(value) ? [] : [inlineValue(value)],
  );
  let left = EXAMPLE_CHARS;
  return [...new Set(texts)].filter((text) => {
    left -= text.length;
    return left >= 0;
  });
}
const EXAMPLE_CHARS = 160;

const hasForm = (node: SchemaNode): boolean =>
  Boolean(node.xml || node.items?.xml || node.contentEncoding);

/** Where the document says more, and what it says in words of its own. */
export function OtherFacts({ node: { externalDocs, extensions } }: { node: SchemaNode }) {
  const own = (extensions ?? []).filter(({ value }) => isShort(value));
  return (
    <>
      {externalDocs || own.length > 0 ? (
        <p className="sf">
          {own.map(({ name, value }) => (
            <Fact key={name} label={name} text={inlineValue(value)} />
          ))}
          {externalDocs ? (
            <a href={externalDocs.url} rel="noopener noreferrer nofollow" className="underline">
              {externalDocs.description?.text ?? 'More about it'}
            </a>
          ) : null}
        </p>
      ) : null}
      <ExtensionList extensions={extensions?.filter(({ value }) => !isShort(value))} />
    </>
  );
}

/** The largest exact integer is a limit of JSON's readers, not one that the API sets. */
const withoutSafeLimit = (node: SchemaNode): SchemaNode =>
  node.maximum === Number.MAX_SAFE_INTEGER ? { ...node, maximum: undefined } : node;

function Fact({ label, text }: { label: string; text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <span>
      {label} <code>{text === '' ? '""' : text}</code>
    </span>
  );
}

type ValuesProps = { values: NonNullable<SchemaNode['enum']>; omitted: number | undefined };

function Values({ values, omitted }: ValuesProps) {
  const more = omitted ? <span>and {omitted.toLocaleString('en')} more</span> : null;
  if (values.some((value) => value.description || value.name)) {
    return (
      <dl className="se">
        {values.map((value) => (
          <div key={inlineValue(value.value)}>
            <dt>
              <code>{inlineValue(value.value)}</code>
              {value.name === undefined ? null : <span className="ml-2">{value.name}</span>}
            </dt>
            <dd>
              <Prose prose={value.description} className="sd" />
            </dd>
          </div>
        ))}
        {more ? (
          <div>
            <dt>…</dt>
            <dd>{more}</dd>
          </div>
        ) : null}
      </dl>
    );
  }
  const list = values.map((value) => inlineValue(value.value));
  const chips = (
    <>
      {list.map((value) => (
        <code key={value}>{value === '' ? '""' : value}</code>
      ))}
      {more}
    </>
  );
  if (list.length <= LISTED_VALUES) {
    return (
      <p className="sv">
        <span>{list.length === 1 ? 'Only' : 'One of'}</span> {chips}
      </p>
    );
  }
  return (
    <details className="sx">
      <summary>One of {(list.length + (omitted ?? 0)).toLocaleString('en')} values</summary>
      <p className="sv">{chips}</p>
    </details>
  );
}

function xmlWords(xml: NonNullable<SchemaNode['xml']>): string {
  const name = [xml.prefix, xml.name].filter(Boolean).join(':');
  const kind = xml.nodeType ?? (xml.attribute ? 'attribute' : 'element');
  const words = [`in XML ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}${name ? ` “${name}”` : ''}`];
  if (xml.wrapped) words.push('wrapped');
  if (xml.namespace) words.push(`namespace ${xml.namespace}`);
  return words.join(', ');
}
