import { clockOffsetMs, correctClock } from '../std/clock.ts';
import type { Queryable } from './raw.ts';

const readings = 3;

/** How far the database's clock is ahead of this machine's, and how far off that may be, both in milliseconds. */
async function readOffset(db: Queryable): Promise<{ offsetMs: number; withinMs: number }> {
  const askedMs = performance.now();
  const { rows } = await db.query<{ ms: number }>({
    text: 'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
  });
  const withinMs = (performance.now() - askedMs) / 2;
  return { offsetMs: (rows[0]?.ms ?? Number.NaN) + withinMs - Date.now(), withinMs };
}

/**
 * Gives this process the database's time, unless the two agree as exactly as can be told from here. Answers by how much it
 * differs from this machine's, in milliseconds.
 */
export async function alignClock(db: Queryable): Promise<number> {
  const found: Awaited<ReturnType<typeof readOffset>>[] = [];
  while (found.length < readings) found.push(await readOffset(db));
  // The quickest answer tells best.
  const [best] = found.sort((a, b) => a.withinMs - b.withinMs);
  if (best && Math.abs(best.offsetMs - clockOffsetMs()) > best.withinMs + 1) {
    correctClock(Math.round(best.offsetMs));
  }
  return clockOffsetMs();
}
