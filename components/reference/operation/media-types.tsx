import { anchorId, type Encoding, type MediaType, type SchemaMap } from '#lib/openapi/model.ts';
import { ExtensionList } from '../schema/extension-list.tsx';
import { planSchema, type RowBudget } from '../schema/plan-schema.ts';
import { Prose } from '../schema/prose.tsx';
import { SchemaTree } from '../schema/schema-tree.tsx';
import type { Direction } from '../schema/schema-view.ts';

type MediaTypesProps = {
  api: string;
  content: readonly MediaType[];
  schemas: SchemaMap;
  budget: RowBudget;
  direction: Direction;
  id: string;
};

/** Every media type of one payload. The first stands open, the others are told from it by name. */
export function MediaTypes(props: MediaTypesProps) {
  const { content } = props;
  const [first, ...others] = content;
  if (!first) return null;
  return (
    <>
      <p className="op-media">
        <code>{first.mediaType}</code>
      </p>
      <Media {...props} media={first} id={props.id} />
      {others.map((media) => (
        <details key={media.mediaType} className="sx sx-option">
          <summary>
            <code>{media.mediaType}</code>
          </summary>
          {sameShape(first, media) ? (
            <p className="sm">The same fields as {first.mediaType}.</p>
          ) : isDescribed(media) ? (
            <Media {...props} media={media} id={anchorId(props.id, media.mediaType)} />
          ) : (
            <p className="sm">The document gives no schema for it.</p>
          )}
        </details>
      ))}
    </>
  );
}

const isDescribed = ({ schema, itemSchema, encoding, extensions }: MediaType): boolean =>
  schema !== undefined ||
  itemSchema !== undefined ||
  (encoding?.length ?? 0) > 0 ||
  extensions !== undefined;

const sameShape = (one: MediaType, other: MediaType): boolean =>
  one.schema?.ref !== undefined &&
  one.schema.ref === other.schema?.ref &&
  other.encoding === undefined &&
  other.extensions === undefined;

type MediaProps = MediaTypesProps & { media: MediaType };

function Media({ api, media, schemas, budget, direction, id }: MediaProps) {
  const place = { api, id };
  return (
    <>
      {media.schema ? (
        <SchemaTree view={planSchema(media.schema, schemas, direction, budget)} place={place} />
      ) : null}
      {media.itemSchema ? (
        <div className="schema sg">
          <p>Each item of the stream</p>
          <SchemaTree
            view={planSchema(media.itemSchema, schemas, direction, budget)}
            place={{ api, id: anchorId(id, 'item') }}
          />
        </div>
      ) : null}
      {media.encoding && media.encoding.length > 0 ? <Encodings list={media.encoding} /> : null}
      <ExtensionList extensions={media.extensions} />
    </>
  );
}

const partWords = (name: string): string =>
  name === '*' ? 'every item' : name.startsWith('#') ? `part ${name.slice(1)}` : name;

function Encodings({ list }: { list: readonly Encoding[] }) {
  return (
    <details className="sx">
      <summary>
        How {list.length === 1 ? 'one field is' : `${list.length} fields are`} encoded
      </summary>
      <dl className="se">
        {list.map((one) => (
          <div key={one.name}>
            <dt>
              <code>{partWords(one.name)}</code>
            </dt>
            <dd>
              {[
                one.contentType,
                one.style ? `${one.style} style${one.explode ? ', exploded' : ''}` : undefined,
                one.allowReserved ? 'reserved characters as they are' : undefined,
              ]
                .filter(Boolean)
                .join(' · ')}
              {one.headers?.map((header) => (
                <span key={header.name} className="block">
                  header <code>{header.name}</code>
                  <Prose prose={header.description} className="sd" />
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
