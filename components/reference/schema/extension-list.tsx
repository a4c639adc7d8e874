import { type Extension, inlineValue } from '#lib/openapi/model.ts';
import { cx } from '#lib/std/cx.ts';

type ExtensionListProps = { extensions: readonly Extension[] | undefined; className?: string };

/** What the document says in extensions that the portal gives no meaning. */
export function ExtensionList({ extensions = [], className }: ExtensionListProps) {
  if (extensions.length === 0) return null;
  return (
    <details className={cx('sx', className)}>
      <summary>
        {extensions.length === 1 ? '1 extension' : `${extensions.length} extensions`} of the
        document
      </summary>
      <dl className="se">
        {extensions.map(({ name, value }) => (
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
