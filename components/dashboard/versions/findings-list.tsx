import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { JudgedFinding } from '#lib/domain/policy/finding.ts';
import { Badge } from '../../ui/badge.tsx';

type FindingsListProps = {
  findings: readonly JudgedFinding[];
  /** Jumps to a place of the text; absent: lines are only named. */
  onGoTo?: (line: number, column: number) => void;
  /** What can be done about one. */
  actions?: (finding: JudgedFinding) => ReactNode;
};

/** What the policy rules found: rule, line, why, and how to mend it. */
export function FindingsList({ findings, onGoTo, actions }: FindingsListProps) {
  if (findings.length === 0) {
    return (
      <p className="flex items-center gap-2 text-sm">
        <CircleCheck className="size-4 text-good" aria-hidden="true" /> The rules find nothing.
      </p>
    );
  }
  return (
    <ul className="grid grid-cols-1 divide-y divide-line">
      {findings.map((one) => (
        <li
          key={`${one.rule}:${one.line}:${one.column}:${one.path}`}
          className="grid grid-cols-1 gap-1 py-3 first:pt-0 last:pb-0"
        >
          <Heading finding={one} onGoTo={onGoTo} />
          {one.excerpt.trim() === '' ? null : (
            <code className="block rounded bg-sunken px-2 py-1 text-[0.8125rem] break-words whitespace-pre-wrap">
              <bdi>{one.excerpt.trim()}</bdi>
            </code>
          )}
          <p className="text-[0.8125rem] leading-5 text-muted">
            {one.why} <span className="text-fg">{one.fix}</span>
          </p>
          {one.waived ? (
            <p className="text-[0.8125rem] leading-5">
              <Badge tone="accent">Waived</Badge> by <bdi>{one.waived.by}</bdi>:{' '}
              <bdi>{one.waived.reason}</bdi>
            </p>
          ) : null}
          {actions?.(one)}
        </li>
      ))}
    </ul>
  );
}

function Heading({
  finding,
  onGoTo,
}: { finding: JudgedFinding } & Pick<FindingsListProps, 'onGoTo'>) {
  const { severity, rule, doc, line, column, message } = finding;
  const isError = severity === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
      <span className="flex min-w-0 items-baseline gap-2 font-medium">
        <Icon
          className={`size-4 shrink-0 self-center ${isError ? 'text-bad' : 'text-warn'}`}
          aria-hidden="true"
        />
        <span className="min-w-0 break-words">
          <span className="sr-only">{isError ? 'Error: ' : 'Warning: '}</span>
          <bdi>{message}</bdi>
        </span>
      </span>
      {onGoTo ? (
        <button
          type="button"
          className="rounded text-[0.8125rem] text-accent underline"
          onClick={() => onGoTo(line, column)}
          data-needs-js=""
        >
          Line {line}, column {column}
        </button>
      ) : (
        <span className="text-[0.8125rem] text-muted">
          Line {line}, column {column}
        </span>
      )}
      <a className="font-mono text-[0.8125rem] text-accent underline" href={doc}>
        {rule}
      </a>
    </div>
  );
}
