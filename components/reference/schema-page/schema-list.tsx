import type { ApiSummary, SchemaRef } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { Breadcrumbs } from '../../site/breadcrumbs.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Pagination } from '../../ui/pagination.tsx';

type SchemaListProps = {
  api: ApiSummary;
  schemas: readonly SchemaRef[];
  total: number;
  page: number;
  pages: number;
};

export function SchemaList({ api, schemas, total, page, pages }: SchemaListProps) {
  return (
    <article>
      <Breadcrumbs
        crumbs={[
          { label: 'Reference', href: routes.reference() },
          { label: api.title, href: routes.api(api.slug) },
          { label: 'Schemas' },
        ]}
      />
      <h1 className="op-title">Schemas</h1>
      <p className="mt-2 text-sm text-muted tabular-nums">
        {total} named {total === 1 ? 'schema' : 'schemas'} of the {api.title}
      </p>
      {total === 0 ? (
        <div className="mt-6">
          <EmptyState title="No named schema">
            This document describes every body where it is used.
          </EmptyState>
        </div>
      ) : (
        <ul className="mt-6 mb-6 grid gap-x-6 text-sm sm:grid-cols-2">
          {schemas.map((schema) => (
            <li key={schema.key} className="min-w-0">
              <a
                href={routes.schema(api.slug, schema.key)}
                className="-mx-2 block truncate rounded px-2 py-1.5 font-mono text-[0.8125rem] hover:bg-hover"
              >
                {schema.name}
              </a>
            </li>
          ))}
        </ul>
      )}
      <Pagination page={page} pages={pages} href={(next) => routes.schemas(api.slug, next)} />
    </article>
  );
}
