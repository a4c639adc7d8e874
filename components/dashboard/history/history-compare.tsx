import type { HistoryEntry } from '#lib/domain/console/history.ts';
import { cx } from '#lib/std/cx.ts';
import { type DiffLine, lineDiff } from '#lib/std/line-diff.ts';
import { prettyJson } from '#lib/std/pretty-json.ts';
import { Callout } from '../../ui/callout.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

type HistoryCompareProps = { before: HistoryEntry; after: HistoryEntry };

/** The answers of two requests, line by line. */
export function HistoryCompare({ before, after }: HistoryCompareProps) {
  const lines = lineDiff(textOf(before), textOf(after));
  const differs = lines?.some(({ kind }) => kind !== 'same');
  return (
    <section aria-labelledby="compare" className="grid gap-3">
      <h2 id="compare" className="text-sm font-semibold">
        Two answers compared
      </h2>
      <ol className="grid gap-1 text-sm">
        {[before, after].map(({ id, method, path, status, errorCode, durationMs }, at) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <code aria-hidden="true">{at === 0 ? '−' : '+'}</code>
            {status === null ? <code>{errorCode}</code> : <StatusBadge status={status} />}
            <bdi className="font-mono text-[0.8125rem] break-all">
              {method} {path}
            </bdi>
            <span className="text-muted">{durationMs} ms</span>
          </li>
        ))}
      </ol>
      {lines === null ? (
        <Callout tone="info">The answers differ in too many lines to be compared here.</Callout>
      ) : null}
      {lines && !differs ? <Callout tone="good">The bodies are the same.</Callout> : null}
      {lines && differs ? <DiffLines lines={lines} /> : null}
    </section>
  );
}

const looks = {
  same: { sign: ' ', said: '', tone: 'text-muted' },
  gone: { sign: '−', said: 'only in the first: ', tone: 'bg-bad/10' },
  new: { sign: '+', said: 'only in the second: ', tone: 'bg-good/10' },
} as const;

function DiffLines({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <pre
      className="max-h-128 overflow-auto rounded-lg border border-line p-3 text-[0.8125rem] leading-5"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
    >
      {lines.map(({ kind, text }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may be alike, and the list never changes.
        <span key={at} className={cx('block min-w-max', looks[kind].tone)}>
          <span aria-hidden="true">{looks[kind].sign} </span>
          <span className="sr-only">{looks[kind].said}</span>
          {text}
        </span>
      ))}
    </pre>
  );
}

function textOf({ responseBody }: HistoryEntry): string {
  return responseBody === null ? '' : (prettyJson(responseBody) ?? responseBody);
}
