import type { Database } from '#lib/db/client.ts';
import { alignClock } from '#lib/db/shared-clock.ts';
import { startTicker } from '#lib/worker/ticker.ts';
import { log } from '../log.ts';

const everyMs = 30_000;
/** A difference worth telling an operator of. */
const tellFromMs = 1_000;

/** Takes the time from the database, now and every half minute. Answers how to end that. */
export async function keepSharedClock(db: Database): Promise<() => Promise<void>> {
  let toldMs = 0;
  const align = async () => {
    const offsetMs = await alignClock(db.$client);
    if (Math.abs(offsetMs - toldMs) < tellFromMs) return;
    toldMs = offsetMs;
    const seconds = Math.round(offsetMs / 1000);
    log.warn({ seconds }, "the database's clock is ahead of this machine's; the database's counts");
  };
  await align();
  const ticker = startTicker({
    everyMs,
    minGapMs: everyMs,
    async turn() {
      await align();
      return false;
    },
    onError: (error) => log.warn({ err: error }, "the database's clock could not be read"),
  });
  return () => ticker.stop();
}
