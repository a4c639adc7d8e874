import { explorerElsewhere } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';
import type { Json } from '../document.ts';

type OwnPagesProps = { api: string; document: { [name: string]: Json } };

/** Operations that Swagger UI has no place for, each with the page that can send it. */
export function OwnPages({ api, document }: OwnPagesProps) {
  const list = document[explorerElsewhere];
  const operations = Array.isArray(list) ? list.flatMap(readListed) : [];
  if (operations.length === 0) return null;
  return (
    <section aria-labelledby="own-pages" className="mt-8">
      <h2 id="own-pages" className="text-base font-semibold">
        On their own pages
      </h2>
      <p className="mt-1 text-sm text-muted">
        Swagger UI cannot send these methods. The console of the operation can.
      </p>
      <ul className="mt-3 grid gap-1 text-sm">
        {operations.map(({ slug, method, path, title }) => (
          <li key={slug} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <MethodBadge method={method} />
            <a href={`${routes.operation(api, slug)}#try`} className="console-link">
              {title}
            </a>
            <code className="text-faint">{path}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Listed = { slug: string; method: string; path: string; title: string };

function readListed(value: Json): Listed[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const { slug, method, path, title } = value;
  const isWhole = [slug, method, path, title].every((each) => typeof each === 'string');
  return isWhole
    ? [{ slug: String(slug), method: String(method), path: String(path), title: String(title) }]
    : [];
}
