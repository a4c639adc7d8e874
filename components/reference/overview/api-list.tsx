import { FileWarning } from 'lucide-react';
import type { ApiSummary, CatalogEntry } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { counted } from '#lib/std/counted.ts';
import { metaText } from '#lib/std/meta-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { specName } from './spec-name.ts';

export type ListedApi = { entry: CatalogEntry; summary: ApiSummary | undefined };

/** Every API of the portal; a document that could not be read stands among them with the reason. */
export function ApiList({ apis }: { apis: readonly ListedApi[] }) {
  const refused = apis.flatMap(({ entry }) => (entry.status === 'refused' ? [entry] : []));
  const ready = apis.filter(({ entry }) => entry.status === 'ready');
  return (
    <>
      {ready.length === 0 ? (
        <EmptyState title="No API yet">
          Put an OpenAPI document into the folder that PORTAL_SPECS_DIR names, and start the portal
          again.
        </EmptyState>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {ready.map(({ entry, summary }) => (
            <li key={entry.slug} className="min-w-0">
              <ApiCard slug={entry.slug} title={entry.title} summary={summary} />
            </li>
          ))}
        </ul>
      )}
      {refused.length > 0 ? (
        <section className="mt-12">
          <h2 className="flex items-center gap-2 text-lg font-semibold">
            <FileWarning className="size-5 text-warn" aria-hidden="true" />
            {refused.length === 1 ? 'One document' : `${refused.length} documents`} could not be
            read
          </h2>
          <ul className="mt-3 divide-y divide-line rounded-lg border border-line">
            {refused.map((entry) => (
              <li key={entry.file} className="px-4 py-3 text-sm leading-6">
                <p className="font-mono font-semibold wrap-anywhere">{entry.file}</p>
                <p className="text-muted wrap-anywhere">
                  {entry.reason}
                  {entry.place && entry.place !== '#' ? (
                    <>
                      {' '}
                      At <code className="font-mono">{entry.place}</code>.
                    </>
                  ) : null}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

type ApiCardProps = { slug: string; title: string; summary: ApiSummary | undefined };

function ApiCard({ slug, title, summary }: ApiCardProps) {
  const about = summary?.summary ?? metaText(summary?.description?.text ?? '');
  const counts = summary?.counts;
  return (
    <a
      href={routes.api(slug)}
      className="flex h-full flex-col rounded-lg border border-line bg-raised p-4 hover:border-line-strong/60 hover:bg-hover/40"
    >
      <span className="flex items-baseline justify-between gap-3">
        <span className="line-clamp-3 min-w-0 font-semibold wrap-anywhere">{title}</span>
        <span className="max-w-24 shrink-0 truncate text-xs text-faint">{summary?.version}</span>
      </span>
      {about ? (
        <span className="mt-1 line-clamp-2 text-sm leading-6 text-muted wrap-anywhere">
          {about}
        </span>
      ) : null}
      {counts ? (
        <span className="mt-auto flex flex-wrap gap-x-3 pt-3 text-xs text-faint tabular-nums">
          <span>{counted(counts.operations, 'operation')}</span>
          <span>{counted(counts.schemas, 'schema')}</span>
          {counts.webhooks > 0 ? <span>{counted(counts.webhooks, 'webhook')}</span> : null}
          <span>{specName(summary?.specVersion ?? '')}</span>
        </span>
      ) : null}
    </a>
  );
}
