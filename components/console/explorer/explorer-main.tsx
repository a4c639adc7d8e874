import type { ApiIndex, TagSummary } from '#lib/openapi/model.ts';
import { EXPLORER_OPERATIONS, NAVIGATION_PAGE_SIZE } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { Breadcrumbs } from '../../site/breadcrumbs.tsx';
import { staticSlot } from '../../site/slot/static-slot.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { ExplorerLauncher } from './explorer-launcher.tsx';
import { ExplorerParts } from './explorer-parts.tsx';

type ExplorerMainProps = { index: ApiIndex; tag: TagSummary | undefined; page: number };

/** The page of the explorer: the whole API where a tab can list it, else one tag, else the choice of one. */
export function explorerMain({ index, tag, page }: ExplorerMainProps) {
  const { api, tags } = index;
  const operations = (tag ? [tag] : tags).reduce((sum, each) => sum + each.operations, 0);
  const isTooLarge = operations > EXPLORER_OPERATIONS;
  const pages = tag && isTooLarge ? Math.ceil(operations / NAVIGATION_PAGE_SIZE) : 1;
  return (
    <article>
      {staticSlot(
        <>
          <Breadcrumbs
            crumbs={[
              { label: 'Reference', href: routes.reference() },
              { label: api.title, href: routes.api(api.slug) },
              ...(tag
                ? [{ label: 'Explorer', href: routes.explorer(api.slug) }, { label: tag.title }]
                : [{ label: 'Explorer' }]),
            ]}
          />
          <h1 className="op-title">{tag ? `Explorer: ${tag.title}` : 'Explorer'}</h1>
          <p className="op-lead mb-5">
            Every operation of the {api.title} in Swagger UI. Requests go through the portal, as
            whom you choose; your token stays on the server.
          </p>
          <noscript>
            <p className="mb-5">
              The explorer needs JavaScript. The pages of the operations, in the navigation, do not.
            </p>
          </noscript>
        </>,
      )}
      {isTooLarge && !tag ? (
        staticSlot(<ExplorerParts api={api} tags={tags} />)
      ) : (
        <>
          <ExplorerLauncher
            api={api.slug}
            tag={tag?.slug}
            page={pages > 1 ? Math.min(Math.max(1, Math.trunc(page)), pages) : undefined}
          />
          <Pagination
            page={page}
            pages={pages}
            href={(at) => routes.explorer(api.slug, { tag: tag?.slug, page: at })}
          />
        </>
      )}
    </article>
  );
}
