import type { Database } from '../db/client.ts';
import { createHttpClient } from '../http/guarded-request.ts';
import type { ResolveName } from '../http/resolve.ts';
import type { AllowedHost } from '../http/target.ts';
import type { Clock } from '../std/clock.ts';
import { newUuid } from '../std/ids.ts';
import { onDeliveriesWake } from '../std/wakeup.ts';
import { type AttemptDeps, sendAttempt } from './attempt.ts';
import { type AttemptEnd, type Claimed, createLanes, type Lanes } from './lanes.ts';
import type { WorkerLog } from './log.ts';
import { startMails } from './mails/send-mails.ts';
import { startMaintenance } from './maintenance.ts';
import { startMailing } from './notices/mail.ts';
import { claimDue, findStopped, reclaimExpired, releaseClaims } from './queries.ts';
import { createRecorder, type Recorder } from './record/recorder.ts';
import { startReplays } from './replay/replay.ts';
import { startTicker, type Ticker } from './ticker.ts';

export type WorkerOptions = {
  db: Database;
  clock: Clock;
  /** The portal's secret: opens the endpoints' signing secrets. */
  portalSecret: string;
  /** The address that users see; endpoints on its `/bin/…` go to `listen`. */
  portalUrl: string;
  /** Where the portal's door listens; null: the built-in bin cannot be reached from here. */
  listen: { host: string; port: number } | null;
  allowTargets: readonly AllowedHost[];
  log?: WorkerLog;
  /** True when no other process works on this database: leases left by a crash are then taken back at once. */
  sole?: boolean;
  /** One attempt, answer's body included; 10 s by contract. */
  deadlineMs?: number;
  /** How often to look for due rows that nobody announced. */
  pollMs?: number;
  maxPerEndpoint?: number;
  maxInFlight?: number;
  /** Where notices are mailed; absent: they are only shown. */
  smtpUrl?: string | null;
  /** How often notices are looked for that nobody was mailed about. */
  mailEveryMs?: number;
  /** Purging and sweeping; tests of the sender switch it off. */
  maintenance?: boolean;
  resolvePublicName?: ResolveName;
  resolveAllowedName?: ResolveName;
};

export type Worker = {
  start(): void;
  /** Stops claiming, lets what is in flight end within `graceMs` and gives back the rest. */
  stop(graceMs?: number): Promise<void>;
};

// A lease covers one attempt and a little waiting before it.
const leaseMarginMs = 8000;
const pollMs = 250;
const claimLimit = 256;
const maxHeld = 2048;
const reclaimEveryMs = 1000;
const lookForStopsGapMs = 50;
const binPath = /^\/bin\/[A-Za-z0-9_-]+$/;

type Running = {
  options: WorkerOptions;
  log: WorkerLog;
  deps: AttemptDeps;
  owner: string;
  abort: AbortController;
  recorder: Recorder;
  lanes: Lanes;
};

async function sendOne(running: Running, claimed: Claimed): Promise<AttemptEnd> {
  const { deps, log, recorder } = running;
  const { row } = claimed;
  const from = performance.now();
  try {
    const result = await sendAttempt(row, deps, running.abort.signal);
    const tookMs = performance.now() - from;
    if (result) {
      const written = recorder.add(result);
      // What waits for a receiver that is gone is given back only after the endpoint is known to be disabled.
      if (result.disablesEndpoint) await written;
      return { tookMs, failing: result.status !== 'delivered', gone: result.disablesEndpoint };
    }
    await giveBack(running, [claimed]);
  } catch (error) {
    // The lease runs out and the row is claimed again; until then nothing spins on the same mistake.
    log('error', 'A delivery could not be attempted.', { delivery: row.id, error });
  }
  return { tookMs: performance.now() - from, failing: true, gone: false };
}

/** One look for due rows. True: there may be more. */
async function claimOnce(running: Running): Promise<boolean> {
  const { lanes, deps, options } = running;
  const limit = Math.min(claimLimit, maxHeld - lanes.held());
  if (limit <= 0) return false;
  const now = deps.clock.now();
  const leaseUntil = new Date(now.getTime() + deps.deadlineMs + leaseMarginMs);
  const rows = await claimDue(options.db.$client, {
    now,
    owner: running.owner,
    leaseUntil,
    limit,
    rooms: lanes.rooms(),
    defaultRoom: options.maxPerEndpoint ?? 4,
  });
  lanes.offer(rows.map((row) => ({ row, leaseUntilMs: leaseUntil.getTime() })));
  return rows.length === limit;
}

function createRunning(options: WorkerOptions, onLow: () => void): Running {
  const log: WorkerLog = options.log ?? (() => undefined);
  const { portalUrl, listen, allowTargets, resolvePublicName, resolveAllowedName } = options;
  const http = createHttpClient({
    allowTargets,
    own: { portalUrl, listen, openPath: binPath },
    resolvePublicName,
    resolveAllowedName,
  });
  const { clock, portalSecret, deadlineMs = 10_000 } = options;
  const lanes = createLanes({
    maxPerEndpoint: options.maxPerEndpoint ?? 4,
    maxInFlight: options.maxInFlight ?? 1024,
    nowMs: () => clock.now().getTime(),
    start: (claimed) => sendOne(running, claimed),
    release: (claimed) => giveBack(running, claimed),
    onLow,
    minLeaseMs: deadlineMs + 1000,
    shared: !options.sole,
  });
  const running: Running = {
    options,
    log,
    deps: { http, clock, portalSecret, deadlineMs },
    owner: `wrk_${newUuid()}`,
    abort: new AbortController(),
    recorder: createRecorder(options.db.$client, log),
    lanes,
  };
  return running;
}

async function giveBack(running: Running, claimed: Claimed[]): Promise<void> {
  if (claimed.length === 0) return;
  const rows = claimed.map(({ row }) => row);
  try {
    await releaseClaims(running.options.db.$client, running.deps.clock.now(), rows);
  } catch (error) {
    running.log('warn', 'Claims could not be given back; their lease will run out.', { error });
  }
}

/** Claims of an endpoint that was disabled since wait no longer for their turn: they are given back, as held. */
function startLookingForStops(running: Running): Ticker {
  const { options, log, lanes } = running;
  return startTicker({
    everyMs: options.pollMs ?? pollMs,
    minGapMs: lookForStopsGapMs,
    async turn() {
      const ids = lanes.waitingFor();
      if (ids.length > 0) lanes.letGo(await findStopped(options.db.$client, ids));
      return false;
    },
    onError: (error) => log('error', 'Disabled endpoints could not be looked for.', { error }),
  });
}

function startReclaiming(running: Running, wake: () => void): Ticker {
  const { options, log, deps, lanes } = running;
  let soleOwner = options.sole ? running.owner : null;
  return startTicker({
    everyMs: reclaimEveryMs,
    minGapMs: reclaimEveryMs,
    async turn() {
      const count = await reclaimExpired(options.db.$client, deps.clock.now(), soleOwner);
      soleOwner = null;
      lanes.prune();
      if (count === 0) return false;
      log('warn', 'Deliveries of a lost worker are sent again.', { count });
      wake();
      return false;
    },
    onError: (error) => log('error', 'Lost deliveries could not be looked for.', { error }),
  });
}

async function settle(running: Running, graceMs: number): Promise<void> {
  const { lanes, recorder, abort, deps } = running;
  await giveBack(running, lanes.drainWaiting());
  const until = performance.now() + graceMs;
  const pause = () => new Promise((resolve) => setTimeout(resolve, 10));
  while (lanes.inFlight() > 0 && performance.now() < until) await pause();
  abort.abort();
  while (lanes.inFlight() > 0 && performance.now() < until + 1000) await pause();
  const giveUp = setTimeout(() => recorder.abandon(), 5000);
  await recorder.drained();
  clearTimeout(giveUp);
  deps.http.close();
}

/**
 * The delivery worker (design 7). Any number of them may work on one database; each takes due deliveries, signs and
 * sends them, and writes attempt and next state in one transaction.
 */
export function createWorker(options: WorkerOptions): Worker {
  let parts: { running: Running; claiming: Ticker; stopParts: () => Promise<unknown> } | null =
    null;
  return {
    start() {
      if (parts) return;
      let claiming: Ticker | null = null;
      const wake = () => claiming?.wake();
      const running = createRunning(options, wake);
      // Before the first claim: what a crash left behind goes first when nobody else can hold it.
      const reclaiming = startReclaiming(running, wake);
      const stopping = startLookingForStops(running);
      claiming = startTicker({
        everyMs: options.pollMs ?? pollMs,
        minGapMs: 5,
        turn: () => claimOnce(running),
        onError: (error) => running.log('error', 'Due deliveries could not be claimed.', { error }),
      });
      const replaying = startReplays({ ...running.options, log: running.log, onQueued: wake });
      const forget = onDeliveriesWake(() => {
        replaying.wake();
        stopping.wake();
        wake();
      });
      const maintaining = options.maintenance === false ? null : startMaintenance(options);
      const { smtpUrl } = options;
      const mailing = smtpUrl ? startMailing({ ...options, smtpUrl, log: running.log }) : null;
      const mails = smtpUrl ? startMails({ ...options, smtpUrl, log: running.log }) : null;
      const stopParts = () => {
        forget();
        const tickers = [claiming, reclaiming, stopping, replaying, maintaining, mailing, mails];
        return Promise.all(tickers.map((ticker) => ticker?.stop()));
      };
      parts = { running, claiming, stopParts };
    },
    async stop(graceMs = (options.deadlineMs ?? 10_000) + 500) {
      const stopping = parts;
      parts = null;
      if (!stopping) return;
      await stopping.stopParts();
      await settle(stopping.running, graceMs);
    },
  };
}
