import type { Database } from '../db/client.ts';
import type { Clock } from '../std/clock.ts';
import type { WorkerLog } from './log.ts';
import { holdDisabled, purgeOld, type Retention } from './maintenance/queries.ts';
import { startTicker, type Ticker } from './ticker.ts';

/** What is kept for how long; the pages show it as the purge date. */
export const retention: Retention = {
  bodyDays: 30,
  metadataDays: 180,
  idempotencyHours: 24,
  rateWindowHours: 1,
  expiredTokenDays: 1,
  sessionDays: 30,
};

const sweepEveryMs = 5000;
const purgeEveryMs = 10 * 60_000;

/** Sweeps and purges in small steps, so that no step holds locks for long. Safe in several processes. */
export function startMaintenance(options: {
  db: Database;
  clock: Clock;
  log?: WorkerLog;
}): Pick<Ticker, 'stop'> {
  const log: WorkerLog = options.log ?? (() => undefined);
  const sweeping = startTicker({
    everyMs: sweepEveryMs,
    minGapMs: sweepEveryMs,
    async turn() {
      await holdDisabled(options.db.$client);
      return false;
    },
    onError: (error) => log('error', 'Deliveries of disabled endpoints were not held.', { error }),
  });
  const purging = startTicker({
    everyMs: purgeEveryMs,
    minGapMs: purgeEveryMs,
    turn: () => purgeOld(options.db.$client, options.clock.now(), retention),
    onError: (error) => log('error', 'Old records were not purged.', { error }),
  });
  return {
    async stop() {
      await Promise.all([sweeping.stop(), purging.stop()]);
    },
  };
}
