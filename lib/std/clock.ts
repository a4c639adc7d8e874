/** Where the time comes from. Tests hand in their own; nothing else may read `Date.now()` in the domain. */
export type Clock = { now(): Date };

// The bundler gives the pages their own copy of this module; the process has one time all the same.
const key = Symbol.for('okta-portal.clock-offset');
type Holder = { [key]?: number };

/** By how much the time of all processes is ahead of this machine's, in milliseconds. */
export const clockOffsetMs = (): number => (globalThis as Holder)[key] ?? 0;

/**
 * Processes on several machines share leases, windows and lifetimes, so they must share a time: their database's. Told here
 * what to add to this machine's.
 */
export function correctClock(offsetMs: number): void {
  (globalThis as Holder)[key] = offsetMs;
}

/** Unix milliseconds of the time that all processes share. */
export const sharedNowMs = (): number => Date.now() + clockOffsetMs();

export const systemClock: Clock = { now: () => new Date(sharedNowMs()) };

/** A clock for tests: stands still until it is told to advance. */
export function fixedClock(start: Date): Clock & { advance(ms: number): void } {
  let nowMs = start.getTime();
  return {
    now: () => new Date(nowMs),
    advance(ms) {
      nowMs += ms;
    },
  };
}
