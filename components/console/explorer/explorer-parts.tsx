import type { ApiSummary, TagSummary } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { Callout } from '../../ui/callout.tsx';

type ExplorerPartsProps = { api: ApiSummary; tags: readonly TagSummary[] };

/** The way around for an API with more operations than a tab can list: one tag at a time. */
export function ExplorerParts({ api, tags }: ExplorerPartsProps) {
  return (
    <>
      <Callout tone="info" title={`${api.counts.operations} operations are too many for one page`}>
        Swagger UI would keep the tab busy for long. Explore one tag at a time, or try an operation
        on its own page.
      </Callout>
      <ul className="mt-6 grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {tags
          .filter(({ operations }) => operations > 0)
          .map((tag) => (
            <li key={tag.slug} className="flex items-baseline gap-2">
              <a href={routes.explorer(api.slug, { tag: tag.slug })} className="console-link">
                {tag.title}
              </a>
              <span className="text-sm text-faint tabular-nums">{tag.operations}</span>
            </li>
          ))}
      </ul>
    </>
  );
}
