import type { ApiSummary, NavigationBranch, TagSummary } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { counted } from '#lib/std/counted.ts';
import { Breadcrumbs } from '../../site/breadcrumbs.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { MoreDocs } from '../operation/more-docs.tsx';
import { Prose } from '../schema/prose.tsx';
import { TagOperations } from './tag-operations.tsx';

type TagOverviewProps = { api: ApiSummary; tag: TagSummary; branch: NavigationBranch };

/** One tag: what it is about and all it can do. */
export function TagOverview({ api, tag, branch }: TagOverviewProps) {
  return (
    <article>
      <Breadcrumbs
        crumbs={[
          { label: 'Reference', href: routes.reference() },
          { label: api.title, href: routes.api(api.slug) },
          { label: tag.title },
        ]}
      />
      <h1 className="op-title">{tag.title}</h1>
      <p className="mt-2 mb-5 text-sm text-muted tabular-nums">
        {counted(branch.total, 'operation')}
      </p>
      <Prose prose={tag.description} headings={2} />
      <MoreDocs docs={tag.externalDocs} />
      <div className="mt-6 mb-6">
        <TagOperations api={api.slug} branch={branch} />
      </div>
      <Pagination
        page={branch.page}
        pages={branch.pages}
        href={(page) => routes.tag(api.slug, tag.slug, page)}
      />
    </article>
  );
}
