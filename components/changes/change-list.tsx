import type { Change } from '#lib/openapi/compatibility/rules.ts';
import { Badge } from '../ui/badge.tsx';
import { InlineCode } from './inline-code.tsx';

/** One row for each change: the verdict in words, where it is, what it is, and the rule that says so. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {changes.map((change) => (
        <ChangeRow
          key={`${change.kind} ${change.place} ${change.pointer} ${change.message}`}
          change={change}
        />
      ))}
    </ul>
  );
}

function ChangeRow({ change }: { change: Change }) {
  const { verdict, rule, place, message, pointer, document, usedBy } = change;
  const more = usedBy ? usedBy.total - usedBy.operations.length : 0;
  return (
    <li className="grid gap-x-4 gap-y-1 py-3 text-sm leading-6 sm:grid-cols-[6.5rem_1fr_auto]">
      <span>
        <Badge tone={verdict === 'breaking' ? 'bad' : 'good'}>{verdict}</Badge>
      </span>
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere" title={`${pointer} (${document} document)`}>
          <InlineCode text={place} />
        </p>
        <p className="text-muted wrap-anywhere">
          <InlineCode text={message} />
        </p>
        {usedBy ? (
          <p className="text-xs leading-5 text-faint wrap-anywhere">
            Reaches {usedBy.operations.join(', ')}
            {more > 0 ? ` and ${more} more` : ''}
          </p>
        ) : null}
      </div>
      <a
        href={`#rule-${rule}`}
        className="font-mono text-xs leading-6 text-muted hover:text-fg hover:underline"
      >
        {rule}
      </a>
    </li>
  );
}
