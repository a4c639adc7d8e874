import type { AttemptTimings } from '#lib/db/schema/webhooks.ts';
import { cx } from '#lib/std/cx.ts';

type Phase = { label: string; fromMs: number; ms: number; colour: string; hint: string };

const shown = (ms: number) => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`);

/** The phases one after the other; those that a kept connection did not need are left out. */
function phasesOf({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: AttemptTimings): Phase[] {
  const phases: Phase[] = [];
  let fromMs = 0;
  const add = (label: string, ms: number | null, colour: string, hint: string) => {
    if (ms === null) return;
    const kept = Math.max(0, Math.min(ms, totalMs - fromMs));
    phases.push({ label, fromMs, ms: kept, colour, hint });
    fromMs += kept;
  };
  add('DNS', dnsMs, 'bg-faint', 'Finding the address of the host');
  add('Connect', connectMs, 'bg-warn', 'Opening the connection');
  add('TLS', tlsMs, 'bg-accent-strong', 'Making the connection secure');
  if (firstByteMs === null) {
    add('Waiting', totalMs - fromMs, 'bg-bad', 'No answer came');
    return phases;
  }
  add('First byte', firstByteMs - fromMs, 'bg-accent', 'Your receiver at work');
  add('Body', totalMs - fromMs, 'bg-good', 'Reading the answer');
  return phases;
}

/** Where the time of an attempt went. */
export function TimingsBars({ timings }: { timings: AttemptTimings }) {
  const total = Math.max(timings.totalMs, 0.1);
  const phases = phasesOf(timings);
  return (
    <div>
      <ol className="grid gap-1.5 text-xs">
        {phases.map((phase) => (
          <li
            key={phase.label}
            title={phase.hint}
            className="grid grid-cols-[5rem_minmax(0,1fr)_4.5rem] items-center gap-3"
          >
            <span className="text-muted">{phase.label}</span>
            <span className="relative block h-2 rounded bg-hover" aria-hidden="true">
              <span
                className={cx('absolute inset-y-0 min-w-0.5 rounded', phase.colour)}
                style={{
                  left: `${(100 * phase.fromMs) / total}%`,
                  width: `${(100 * phase.ms) / total}%`,
                }}
              />
            </span>
            <span className="text-right tabular-nums">{shown(phase.ms)}</span>
          </li>
        ))}
      </ol>
      <p className="mt-2 text-xs text-muted">
        {shown(timings.totalMs)} in all
        {timings.connectMs === null && timings.firstByteMs !== null
          ? ', over a connection that was still open'
          : ''}
        .
      </p>
    </div>
  );
}
