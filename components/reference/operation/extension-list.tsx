import { type Extension, inlineValue } from '#lib/openapi/model.ts';

/** Told elsewhere on the page. */
const told = new Set(['x-okta-cors', 'x-required-scope']);

/** What the document says in extensions that the portal gives no meaning. */
export function ExtensionList({ extensions }: { extensions: readonly Extension[] }) {
  const others = extensions.filter(({ name }) => !told.has(name));
  if (others.length === 0) return null;
  return (
    <details className="sx mt-8">
      <summary>
        {others.length === 1 ? '1 extension' : `${others.length} extensions`} of the document
      </summary>
      <dl className="se">
        {others.map(({ name, value }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd className="wrap-anywhere">{inlineValue(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
