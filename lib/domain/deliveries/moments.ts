import { newUuid } from '#lib/std/ids.ts';

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Unix milliseconds of `24h` before now, or of a moment as text; NaN for what is neither. */
export function momentOf(text: string, now: Date): number {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  return unit ? now.getTime() - Number(count) * (unitMs[unit] ?? 0) : Date.parse(text);
}

/** The least version 7 id that can be made at a moment: ids sort by time, so moments are bounds of ids. */
export function leastIdAt(atMs: number): string {
  return `${newUuid(atMs).slice(0, 13)}-7000-8000-000000000000`;
}
