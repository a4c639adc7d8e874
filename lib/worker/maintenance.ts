import type { Database } from '../db/client.ts';
import { tellExpiringTokens } from '../domain/account-notices/tell-expiring-tokens.ts';
import { bodyDays, metadataDays } from '../domain/deliveries/retention.ts';
import { requestLogDays } from '../domain/requests/schemas.ts';
import { settleOrphans } from '../domain/tenants/jobs/get-tenant-job.ts';
import { systemCtx } from '../domain/transaction.ts';
import { countNextHour } from '../domain/usage/count-hours.ts';
import type { Clock } from '../std/clock.ts';
import { wakeDeliveries } from '../std/wakeup.ts';
import type { WorkerLog } from './log.ts';
import {
  closeSilentListeners,
  disableFailing,
  failDeleted,
  holdDisabled,
  purgeOld,
  type Retention,
} from './maintenance/queries.ts';
import { startProbes } from './notices/queries.ts';
import { probeAfterMs } from './record/health-queries.ts';
import { startTicker, type Ticker } from './ticker.ts';

/** What is kept for how long; the pages show it as the purge date. */
export const retention: Retention = {
  bodyDays,
  metadataDays,
  requestLogDays,
  idempotencyHours: 24,
  rateWindowHours: 1,
  expiredTokenDays: 1,
  sessionDays: 30,
};

/** An endpoint that has not answered one delivery well for this long is disabled. */
export const failingLimitMs = 5 * 24 * 3_600_000;

/** A listener that has not asked for this long is gone. */
const listenerSilenceMs = 60_000;

const sweepEveryMs = 5000;
const expiryEveryMs = 60_000;
const purgeEveryMs = 10 * 60_000;
const countEveryMs = 60_000;

/**
 * Whether somebody was there all the time to be asked: after a start, a database that was away, a machine that slept,
 * nobody else can be called silent before as much time has passed again.
 */
export function watchOver(ms: number) {
  let since = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  return {
    isLong(now: Date): boolean {
      const at = now.getTime();
      if (at - last > 3 * sweepEveryMs || at < last) since = at;
      last = at;
      return at - since >= ms;
    },
  };
}

/** Sweeps and purges in small steps, so that no step holds locks for long. Safe in several processes. */
export function startMaintenance(options: {
  db: Database;
  clock: Clock;
  log?: WorkerLog;
  /** No other process works on this database: what ran before this one began has ended with its process. */
  sole?: boolean;
  /** When this process began. */
  begunAt?: Date;
}): Pick<Ticker, 'stop'> {
  const log: WorkerLog = options.log ?? (() => undefined);
  const watch = watchOver(listenerSilenceMs);
  const { begunAt = new Date(performance.timeOrigin) } = options;
  let hasOrphans = options.sole ?? false;
  const sweeping = startTicker({
    everyMs: sweepEveryMs,
    minGapMs: sweepEveryMs,
    async turn() {
      const now = options.clock.now();
      if (hasOrphans) {
        const ended = await settleOrphans(systemCtx(options.db, options.clock), begunAt);
        if (ended > 0)
          log('warn', 'Schools that a stopped process was filling were given up.', { ended });
        hasOrphans = false;
      }
      const since = new Date(now.getTime() - failingLimitMs);
      const count = await disableFailing(options.db.$client, now, since);
      if (count > 0) log('warn', 'Endpoints that kept failing were disabled.', { count });
      await holdDisabled(options.db.$client);
      await failDeleted(options.db.$client, now);
      if (watch.isLong(now)) {
        const silentSince = new Date(now.getTime() - listenerSilenceMs);
        await closeSilentListeners(options.db.$client, now, silentSince);
      }
      const next = new Date(now.getTime() + probeAfterMs);
      if ((await startProbes(options.db.$client, now, next)) > 0) wakeDeliveries();
      return false;
    },
    onError: (error) => log('error', 'Endpoints were not looked after.', { error }),
  });
  const purging = startTicker({
    everyMs: purgeEveryMs,
    minGapMs: purgeEveryMs,
    turn: () => purgeOld(options.db.$client, options.clock.now(), retention),
    onError: (error) => log('error', 'Old records were not purged.', { error }),
  });
  const telling = startTicker({
    everyMs: expiryEveryMs,
    minGapMs: expiryEveryMs,
    async turn() {
      const count = await tellExpiringTokens(systemCtx(options.db, options.clock));
      if (count > 0) log('info', 'Tokens that end soon were told about.', { count });
      return false;
    },
    onError: (error) => log('error', 'Tokens that end soon were not looked for.', { error }),
  });
  const counting = startTicker({
    everyMs: countEveryMs,
    minGapMs: countEveryMs,
    turn: () => countNextHour(options.db.$client, options.clock.now()),
    onError: (error) => log('error', 'Calls were not counted.', { error }),
  });
  return {
    async stop() {
      await Promise.all([sweeping.stop(), purging.stop(), telling.stop(), counting.stop()]);
    },
  };
}
