const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** "now", "3 minutes ago", "in 2 hours"; the date itself beyond 30 days. `nowMs` is Unix milliseconds. */
export function relativeTime(at: Date, nowMs: number): string {
  const deltaMs = at.getTime() - nowMs;
  if (Math.abs(deltaMs) > 30 * 86_400_000) return day.format(at);
  for (const [unit, ms] of units) {
    // What is past counts whole units; what lies ahead is rounded, or a grace of 24 hours would begin as 23.
    const count = deltaMs > 0 ? Math.round(deltaMs / ms) : Math.trunc(deltaMs / ms);
    if (Math.abs(deltaMs) >= ms) return words.format(count, unit);
  }
  return 'now';
}
