import type { SchemaNode } from '#lib/openapi/model.ts';
import { ChildDetails } from './child-details.tsx';
import { Prose } from './prose.tsx';
import { schemaHref, type TreePlace } from './schema-links.ts';
import type { SchemaRow as Row } from './schema-view.ts';
import { ValueFacts } from './value-facts.tsx';

/** `open`: its inside stands open at once, as in an envelope of one property. */
type SchemaRowProps = { row: Row; place: TreePlace; open?: boolean };

/** One property: name as its own deep link, type, what is demanded of it, and what is inside. */
export function SchemaRow({ row, place, open }: SchemaRowProps) {
  const { property, view } = row;
  const { node, link, words } = view;
  return (
    <li id={place.id}>
      <p className="sh">
        <a href={`#${place.id}`} className={node.deprecated ? 'sn line-through' : 'sn'}>
          {property.name === '' ? '""' : property.name}
        </a>
        {link ? (
          <a className="sy" href={schemaHref(place, link.key)}>
            {words}
          </a>
        ) : (
          <span className="sy">{words}</span>
        )}
        <TitleOf node={node} words={`${words} ${property.name}`} />
        {property.required ? <b>required</b> : null}
        {node.readOnly ? <i>read-only</i> : null}
        {node.writeOnly ? <i>write-only</i> : null}
        {node.deprecated ? <b className="st-warn">deprecated</b> : null}
      </p>
      <Prose prose={node.description} className="sd" />
      {node.problem ? <p className="st-bad">{node.problem.message}</p> : null}
      <ValueFacts node={node} />
      <ChildDetails view={view} place={place} open={open} />
    </li>
  );
}

/** The title of a schema where it says more than what stands beside it. */
export function TitleOf({ node, words }: { node: SchemaNode; words: string }) {
  const { title, description } = node;
  if (title === undefined || title === description?.text) return null;
  const isTold = bare(words).includes(bare(title));
  return isTold ? null : <i>{title}</i>;
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
