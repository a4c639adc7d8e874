/**
 * How long calls took, as counts by step of a scale whose steps grow by an eighth of an octave: small enough to keep
 * for every hour, and a percentile over any number of hours comes out to a few percent.
 */
export type Durations = Record<string, number>;

/** Step `n` begins at 2^(n / 8) microseconds. */
export const stepsOfAnOctave = 8;
const usAt = (step: number) => 2 ** (step / stepsOfAnOctave);

/** Adds the counts of one histogram to another, which is changed. */
export function addDurations(into: Durations, more: Durations): void {
  for (const [step, count] of Object.entries(more)) into[step] = (into[step] ?? 0) + count;
}

/** The time under which a share of the calls stayed, milliseconds; null when there were none. */
export function percentileMs(durations: Durations, share: number): number | null {
  const steps = Object.entries(durations)
    .map(([step, count]) => ({ step: Number(step), count }))
    .sort((a, b) => a.step - b.step);
  const total = steps.reduce((sum, { count }) => sum + count, 0);
  let left = total * share;
  for (const { step, count } of steps) {
    // Within a step the calls are taken to lie evenly.
    if (left <= count) return Math.round(usAt(step + left / count)) / 1000;
    left -= count;
  }
  return null;
}
