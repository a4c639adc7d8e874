import type { EndpointId } from '../std/ids.ts';
import type { ClaimedRow } from './queries.ts';

/** A claimed delivery with the moment until which it is ours. */
export type Claimed = { row: ClaimedRow; leaseUntilMs: number };

/** What an attempt tells its lane. */
export type AttemptEnd = {
  tookMs: number;
  failing: boolean;
  /** Nothing more goes to this endpoint. */
  gone: boolean;
};

/** One endpoint as this worker sees it. */
type Lane = {
  waiting: Claimed[];
  inFlight: number;
  /** How many it may hold, waiting ones included; grows while the endpoint answers fast. */
  reserve: number;
  failing: boolean;
  /** Not before this moment, for endpoints with a rate cap. */
  nextStartMs: number;
  /** Deliveries a second at most; null: no cap. */
  perSecond: number | null;
  timer: NodeJS.Timeout | null;
  idleSinceMs: number;
};

export type LanesOptions = {
  maxPerEndpoint: number;
  /** Over all endpoints. */
  maxInFlight: number;
  nowMs: () => number;
  /** Starts one; resolves at its end and never rejects. */
  start: (claimed: Claimed) => Promise<AttemptEnd>;
  /** Claims that are not going to be started: to be given back. */
  release: (claimed: Claimed[]) => void;
  /** A lane runs low: it is worth claiming more. */
  onLow: () => void;
  /** The shortest rest of a lease with which an attempt is still started. */
  minLeaseMs: number;
  /** Other workers may have sent to an endpoint while this one had nothing of it. */
  shared: boolean;
};

export type Lanes = {
  offer(claimed: Claimed[]): void;
  /** How many more each known endpoint may be given. */
  rooms(): Record<EndpointId, number>;
  held(): number;
  inFlight(): number;
  /** The endpoints of which something waits here. */
  waitingFor(): EndpointId[];
  /** Gives back what waits for these. */
  letGo(ids: readonly EndpointId[]): void;
  /** Forgets what waits and answers it. */
  drainWaiting(): Claimed[];
  /** Forgets endpoints that had nothing for a minute. */
  prune(): void;
};

const longestReserve = 200;
const reserveForMs = 500;
const slowMs = 2000;
const forgetAfterMs = 60_000;

function nextReserve(lane: Lane, { tookMs, failing }: AttemptEnd, least: number): number {
  if (failing || tookMs > reserveForMs) return least;
  const worth = Math.ceil((least * reserveForMs) / Math.max(1, tookMs));
  // What a cap lets wait for seconds would only be given back when its lease runs low.
  const capped = lane.perSecond === null ? longestReserve : Math.max(least, 2 * lane.perSecond);
  return Math.min(longestReserve, worth, capped, lane.reserve * 2);
}

/**
 * Keeps each endpoint to its few requests at a time. A worker holds more than those only of endpoints that answer
 * fast, so that a claim serves many, and never so many that their leases could run out while they wait.
 */
export function createLanes(options: LanesOptions): Lanes {
  const lanes = new Map<EndpointId, Lane>();
  let inFlight = 0;
  const starved = new Set<EndpointId>();

  function laneOf(id: EndpointId): Lane {
    const found = lanes.get(id);
    if (found) return found;
    const lane: Lane = {
      waiting: [],
      inFlight: 0,
      reserve: options.maxPerEndpoint,
      failing: false,
      nextStartMs: 0,
      perSecond: null,
      timer: null,
      idleSinceMs: options.nowMs(),
    };
    lanes.set(id, lane);
    return lane;
  }

  function mayStart(id: EndpointId, lane: Lane): boolean {
    if (lane.waiting.length === 0 || lane.inFlight >= options.maxPerEndpoint) return false;
    if (inFlight >= options.maxInFlight) {
      starved.add(id);
      return false;
    }
    return true;
  }

  /** Milliseconds until a rate cap lets the lane start again; 0: now. */
  function takeTurn(lane: Lane, perSecond: number | null): number {
    if (perSecond === null) return 0;
    const nowMs = options.nowMs();
    const gapMs = 1000 / perSecond;
    // A much longer wait than the cap asks for comes from a clock that was put back.
    const isPutBack = lane.nextStartMs - nowMs > 2 * gapMs;
    if (lane.nextStartMs > nowMs && !isPutBack) return lane.nextStartMs - nowMs;
    lane.nextStartMs = nowMs + gapMs;
    return 0;
  }

  function pump(id: EndpointId, lane: Lane): void {
    while (mayStart(id, lane)) {
      const next = lane.waiting[0];
      if (!next) return;
      const waitMs = takeTurn(lane, next.row.rate_per_second);
      if (waitMs > 0) {
        lane.timer ??= setTimeout(() => {
          lane.timer = null;
          pump(id, lane);
        }, waitMs);
        return;
      }
      lane.waiting.shift();
      if (next.leaseUntilMs - options.nowMs() < options.minLeaseMs) {
        options.release([next]);
        continue;
      }
      run(id, lane, next);
    }
  }

  function run(id: EndpointId, lane: Lane, next: Claimed): void {
    lane.inFlight += 1;
    inFlight += 1;
    const row = lane.failing ? { ...next.row, failing: true } : next.row;
    options.start({ ...next, row }).then((end) => {
      lane.inFlight -= 1;
      inFlight -= 1;
      lane.failing = end.failing;
      lane.reserve = nextReserve(lane, end, options.maxPerEndpoint);
      lane.idleSinceMs = options.nowMs();
      if (end.gone || end.tookMs > slowMs) options.release(lane.waiting.splice(0));
      pump(id, lane);
      for (const other of [...starved]) {
        if (inFlight >= options.maxInFlight) break;
        starved.delete(other);
        pump(other, laneOf(other));
      }
      if (lane.waiting.length + lane.inFlight <= lane.reserve / 2) options.onLow();
    });
  }

  return {
    offer(claimed) {
      const touched = new Set<EndpointId>();
      for (const one of claimed) {
        const lane = laneOf(one.row.endpoint_id);
        lane.perSecond = one.row.rate_per_second;
        const wasEmpty = lane.waiting.length + lane.inFlight === 0;
        if (options.shared && wasEmpty && lane.perSecond !== null) {
          const from = options.nowMs() + 1000 / lane.perSecond;
          lane.nextStartMs = Math.max(lane.nextStartMs, from);
        }
        lane.waiting.push(one);
        touched.add(one.row.endpoint_id);
      }
      for (const id of touched) pump(id, laneOf(id));
    },
    rooms() {
      const rooms: Record<EndpointId, number> = {};
      for (const [id, lane] of lanes) {
        rooms[id] = Math.max(0, lane.reserve - lane.waiting.length - lane.inFlight);
      }
      return rooms;
    },
    held() {
      let count = inFlight;
      for (const lane of lanes.values()) count += lane.waiting.length;
      return count;
    },
    inFlight: () => inFlight,
    waitingFor: () => [...lanes].filter(([, lane]) => lane.waiting.length > 0).map(([id]) => id),
    letGo(ids) {
      const waiting = ids.flatMap((id) => lanes.get(id)?.waiting.splice(0) ?? []);
      if (waiting.length > 0) options.release(waiting);
    },
    drainWaiting: () => [...lanes.values()].flatMap((lane) => lane.waiting.splice(0)),
    prune() {
      const before = options.nowMs() - forgetAfterMs;
      for (const [id, lane] of lanes) {
        const isIdle = lane.inFlight === 0 && lane.waiting.length === 0;
        if (isIdle && lane.idleSinceMs < before) lanes.delete(id);
      }
    },
  };
}
