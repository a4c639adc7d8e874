import type { SchemaPage } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { Breadcrumbs } from '../../site/breadcrumbs.tsx';
import { MarkdownActions } from '../../site/markdown-actions.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Notices } from '../operation/notices.tsx';
import { SectionHeading } from '../operation/section-heading.tsx';
import { planSchema } from '../schema/plan-schema.ts';
import { SchemaTree } from '../schema/schema-tree.tsx';
import { UsedBy } from './used-by.tsx';

/** How many rows a schema's own page shows. */
const ROWS = 220;

export function SchemaArticle({ page }: { page: SchemaPage }) {
  const { api, schema, schemas } = page;
  const view = planSchema(schema.node, schemas, 'both', { rows: ROWS });
  return (
    <article>
      <Breadcrumbs
        crumbs={[
          { label: 'Reference', href: routes.reference() },
          { label: api.title, href: routes.api(api.slug) },
          { label: 'Schemas', href: routes.schemas(api.slug) },
          { label: schema.name },
        ]}
      />
      <h1 className="op-title">{schema.node.title ?? schema.name}</h1>
      {schema.node.title && schema.node.title !== schema.name ? (
        <p className="mt-1 font-mono text-sm text-muted">{schema.name}</p>
      ) : null}
      {schema.node.deprecated ? <Callout tone="warn" title="Deprecated" className="my-4" /> : null}
      <div className="mt-2 -ml-2.5">
        <MarkdownActions page={routes.schema(api.slug, schema.key)} />
      </div>
      <Notices notices={page.notices} />
      <SchemaTree view={view} place={{ api: api.slug, id: 'schema' }} />
      {page.usedBy.length > 0 ? (
        <section className="op-section">
          <SectionHeading id="used-by">Used by</SectionHeading>
          <UsedBy api={api.slug} uses={page.usedBy} total={page.usedByTotal} />
        </section>
      ) : null}
    </article>
  );
}
