import { anchorId, type SchemaRef, siblingIds } from '#lib/openapi/model.ts';
import { Prose } from './prose.tsx';
import { schemaHref, type TreePlace } from './schema-links.ts';
import { SchemaOptionsList } from './schema-options.tsx';
import { SchemaRow, TitleOf } from './schema-row.tsx';
import type { SchemaBody, SchemaView } from './schema-view.ts';
import { ValueFacts } from './value-facts.tsx';

/** Values with so few properties are envelopes: what they hold is what the reader came for. */
const ENVELOPE_ROWS = 3;

/** `named`: what is above says already what the one thing inside is. */
type Look = { opens?: boolean; named?: boolean };
type InsideProps = Look & { view: SchemaView; place: TreePlace };
type BodyProps = Look & { body: SchemaBody; place: TreePlace };
type SchemaTreeProps = {
  view: SchemaView;
  place: TreePlace;
  /** Whether the text of the schema itself stands above its properties. */
  intro?: boolean;
};

/** A schema as nested lists in `<details>`: readable and openable without a script. */
export function SchemaTree({ view, place, intro = true }: SchemaTreeProps) {
  return (
    <div className="schema">
      {intro ? <SchemaIntro view={view} place={place} /> : null}
      <SchemaInside view={view} place={place} opens />
    </div>
  );
}

function SchemaIntro({ view, place }: { view: SchemaView; place: TreePlace }) {
  const { node, words, link } = view;
  return (
    <div className="si">
      <p>
        {link ? <a href={schemaHref(place, link.key)}>{words}</a> : <span>{words}</span>}
        <TitleOf node={node} words={words} />
        {node.deprecated ? <b className="st-warn">deprecated</b> : null}
      </p>
      {node.parent ? <MoreLink part={node.parent} place={place} lead="A kind of " /> : null}
      <Prose prose={node.description} className="sd" />
      {node.problem ? <p className="st-bad">{node.problem.message}</p> : null}
      <ValueFacts node={node} />
    </div>
  );
}

/** Everything under a value: properties, alternatives, and where the page ends the link that goes on. */
export function SchemaInside({ view, place, opens, named }: InsideProps) {
  const { body, cut, link } = view;
  return (
    <>
      {body ? <Body body={body} place={place} opens={opens} named={named} /> : null}
      {cut && link ? <MoreLink part={link} place={place} /> : null}
      {cut && !link ? <p className="sm">More levels than this page shows.</p> : null}
      {view.node.omitted && !view.node.enum ? (
        <p className="sm">{view.node.omitted} more are not shown.</p>
      ) : null}
    </>
  );
}

function Body({ body, place, opens, named }: BodyProps) {
  const ids = siblingIds(
    [place.id],
    body.rows.map(({ property }) => property.name),
  );
  const isNamed = named && body.rows.length === 0 && !body.options && body.extras.length === 1;
  const few = opens && body.rows.length <= ENVELOPE_ROWS;
  return (
    <>
      {body.missing.map((part) => (
        <MoreLink key={part.key} part={part} place={place} lead="Everything of " />
      ))}
      {body.rows.length > 0 ? (
        <ul className="sl">
          {body.rows.map((row, index) => (
            <SchemaRow
              key={row.property.name}
              row={row}
              open={few}
              place={{ ...place, id: ids[index] ?? place.id }}
            />
          ))}
        </ul>
      ) : null}
      {body.rules.map(({ label, names }) => (
        <p key={label} className="sv">
          <span>{label}</span>
          {names.map((name) => (
            <code key={name}>{name}</code>
          ))}
        </p>
      ))}
      {body.options ? <SchemaOptionsList options={body.options} place={place} /> : null}
      {body.extras.map((extra, index) => (
        <div key={extra.label} className="sg">
          {isNamed ? null : <p>{extra.label}</p>}
          <SchemaTree
            view={extra.view}
            place={{ ...place, id: anchorId(place.id, `also-${index + 1}`) }}
          />
        </div>
      ))}
    </>
  );
}

function MoreLink({ part, place, lead = 'Open ' }: MoreLinkProps) {
  return (
    <p className="sm">
      {lead}
      <a href={schemaHref(place, part.key)}>{part.name}</a>
    </p>
  );
}
type MoreLinkProps = { part: SchemaRef; place: TreePlace; lead?: string };
