import { anchorId, siblingIds } from '#lib/openapi/model.ts';
import type { TreePlace } from './schema-links.ts';
import { SchemaTree } from './schema-tree.tsx';
import type { SchemaOptions } from './schema-view.ts';

type SchemaOptionsListProps = { options: SchemaOptions; place: TreePlace };

/** A chooser without a script: details that share a name close each other. */
export function SchemaOptionsList({ options, place }: SchemaOptionsListProps) {
  const { kind, propertyName, fallback, omitted, options: list } = options;
  const name = anchorId(place.id, 'form');
  const ids = siblingIds(
    [place.id],
    list.map((option) => option.value ?? option.label),
  );
  return (
    <div className="so">
      <p>
        {kind === 'one' ? 'One of these' : 'One or more of these'}
        {propertyName === undefined ? null : (
          <>
            , chosen by <code>{propertyName}</code>
          </>
        )}
        {fallback === undefined ? null : `; ${fallback} for any other value`}
      </p>
      {list.map((option, index) => {
        const id = ids[index] ?? name;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two alternatives may read the same; the list is fixed.
          <details key={index} id={id} name={name} className="sx sx-option">
            <summary>
              {option.value === undefined ? (
                option.label
              ) : (
                <>
                  <code>{option.value}</code> {option.value === option.label ? null : option.label}
                </>
              )}
            </summary>
            <SchemaTree view={option.view} place={{ ...place, id }} />
          </details>
        );
      })}
      {omitted === undefined ? null : <p className="sm">{omitted} more are not shown here.</p>}
    </div>
  );
}
