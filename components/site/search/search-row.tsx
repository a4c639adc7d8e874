import type { SearchHit } from '#lib/content/search-types.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { Marked } from './marked.tsx';

export function SearchRow({ hit }: { hit: SearchHit }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2.5 text-sm">
      {hit.method ? <MethodBadge method={hit.method} variant="bare" /> : null}
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className={hit.deprecated ? 'truncate line-through' : 'truncate font-medium'}>
            <Marked text={hit.title} terms={hit.terms} />
          </span>
          <span className="ml-auto shrink-0 text-xs text-faint">{hit.context}</span>
        </span>
        {hit.path ? (
          <span className="block truncate font-mono text-xs text-muted">
            <Marked text={hit.path} terms={hit.terms} />
          </span>
        ) : hit.text ? (
          <span className="block truncate text-xs text-muted">
            <Marked text={hit.text} terms={hit.terms} />
          </span>
        ) : null}
      </span>
    </span>
  );
}
