import { cx } from '#lib/std/cx.ts';
import { type DiffLine, lineDiff } from '#lib/std/line-diff.ts';
import { Callout } from '../../ui/callout.tsx';

type TextDifferenceProps = { before: string; after: string; label: string };
type Shown = DiffLine | { kind: 'skipped'; count: number };

const around = 3;

const looks = {
  same: { sign: ' ', said: '', tone: 'text-muted' },
  gone: { sign: '−', said: 'removed: ', tone: 'bg-bad/10' },
  new: { sign: '+', said: 'added: ', tone: 'bg-good/10' },
} as const;

/** What changed between two manifests, with a few lines around each change. */
export function TextDifference({ before, after, label }: TextDifferenceProps) {
  const lines = lineDiff(before, after);
  if (lines === null) {
    return <Callout tone="info">The two differ in too many lines to be compared here.</Callout>;
  }
  if (lines.every(({ kind }) => kind === 'same')) {
    return <p className="text-sm text-muted">There is no difference.</p>;
  }
  return (
    <section
      aria-label={label}
      className="max-h-128 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-[0.8125rem] leading-5"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
    >
      {nearChanges(lines).map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may be alike, and the list never changes.
        <Line key={at} line={line} />
      ))}
    </section>
  );
}

function Line({ line }: { line: Shown }) {
  if (line.kind === 'skipped') {
    return <p className="py-1 text-faint">… {line.count} lines alike</p>;
  }
  const { sign, said, tone } = looks[line.kind];
  return (
    <p className={cx('min-w-max whitespace-pre', tone)}>
      <span aria-hidden="true">{sign} </span>
      <span className="sr-only">{said}</span>
      {line.text}
    </p>
  );
}

function nearChanges(lines: readonly DiffLine[]): Shown[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== 'same'),
  );
  const shown: Shown[] = [];
  lines.forEach((line, at) => {
    const last = shown.at(-1);
    if (near[at]) shown.push(line);
    else if (last?.kind === 'skipped') last.count++;
    else shown.push({ kind: 'skipped', count: 1 });
  });
  return shown;
}
