import { schemaHref, type TreePlace } from './schema-links.ts';
import { SchemaInside } from './schema-tree.tsx';
import type { SchemaView } from './schema-view.ts';

type ChildDetailsProps = { view: SchemaView; place: TreePlace; open?: boolean };

/** What is inside of a value, closed until it is asked for. */
export function ChildDetails({ view, place, open }: ChildDetailsProps) {
  if (!view.body) {
    return view.cut && view.link ? (
      <p className="sm">
        Open <a href={schemaHref(place, view.link.key)}>{view.link.name}</a>
      </p>
    ) : null;
  }
  return (
    <details className="sx" open={open}>
      <summary>{insideWords(view)}</summary>
      <SchemaInside view={view} place={place} named />
    </details>
  );
}

function insideWords({ body }: SchemaView): string {
  const words: string[] = [];
  const rows = body?.rows.length ?? 0;
  if (rows > 0) words.push(rows === 1 ? '1 property' : `${rows} properties`);
  const options = body?.options?.options.length ?? 0;
  if (options > 0) words.push(`${options} ${body?.options?.propertyName ? 'kinds' : 'forms'}`);
  if (words.length > 0) return words.join(', ');
  const [only, ...others] = body?.extras ?? [];
  return only && others.length === 0 ? only.label : 'What it holds';
}
