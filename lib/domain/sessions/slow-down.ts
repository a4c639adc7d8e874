// Guessing is slowed down, nobody is locked out: the first tries of a minute are free, the next ones wait longer
// and longer, and only one address that goes on is refused until its minute is over.

const freeTries = 5;
const longestWaitMs = 5_000;
export const refusedAbove = 20;

/** How long a try waits before it is looked at, given how many came before it in the same minute, itself included. */
export function waitBeforeTryMs(triesInWindow: number): number {
  const over = triesInWindow - freeTries;
  return over <= 0 ? 0 : Math.min(longestWaitMs, over * 500);
}

/** True when an address has tried so often in this minute that it is told to come back in the next one. */
export function isRefused(triesFromAddress: number): boolean {
  return triesFromAddress > refusedAbove;
}

/** The minute that `now` lies in, and how many whole seconds are left of it (at least 1). */
export const minuteOf = (now: Date) => windowOf(now, 60_000);

/** The window of `lengthMs` that `now` lies in, and how many whole seconds are left of it (at least 1). */
export function windowOf(now: Date, lengthMs: number): { windowStart: Date; secondsLeft: number } {
  const startMs = Math.floor(now.getTime() / lengthMs) * lengthMs;
  return {
    windowStart: new Date(startMs),
    secondsLeft: Math.max(1, Math.ceil((startMs + lengthMs - now.getTime()) / 1000)),
  };
}
