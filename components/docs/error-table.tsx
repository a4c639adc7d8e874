import { routes } from '#lib/routes.ts';
import { Breadcrumbs } from '../site/breadcrumbs.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';

type ErrorLine = { code: string; status: number; summary: string };
type ErrorTableProps = { errors: readonly ErrorLine[]; oktaErrors: readonly ErrorLine[] };

export function ErrorTable({ errors, oktaErrors }: ErrorTableProps) {
  return (
    <article>
      <Breadcrumbs crumbs={[{ label: 'Guides', href: routes.docs() }, { label: 'Error codes' }]} />
      <h1 className="mt-3 text-[2rem] leading-10 font-semibold">Error codes</h1>
      <p className="mt-3 mb-8 text-lg leading-7 text-muted">
        Decide by the code, show the message to people, and follow the page to the fix.
      </p>
      <ErrorList id="partners" title="Okta Partners API" errors={errors} />
      <ErrorList id="okta" title="Okta API" errors={oktaErrors} />
    </article>
  );
}

type ErrorListProps = { id: string; title: string; errors: readonly ErrorLine[] };

function ErrorList({ id, title, errors }: ErrorListProps) {
  return (
    <section aria-labelledby={id} className="mb-12">
      <h2 id={id} className="mb-3 text-xl font-semibold">
        {title}
      </h2>
      <ul className="divide-y divide-line border-y border-line">
        {errors.map((error) => (
          <li key={error.code}>
            <a
              href={routes.error(error.code)}
              className="-mx-2 grid gap-x-4 gap-y-1 rounded px-2 py-3 text-sm leading-6 hover:bg-hover/60 sm:grid-cols-[16rem_1fr]"
            >
              <span className="flex items-center gap-2">
                <StatusBadge status={error.status} />
                <code className="font-mono text-[0.8125rem] font-semibold wrap-anywhere">
                  {error.code}
                </code>
              </span>
              <span className="text-muted">{error.summary}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
