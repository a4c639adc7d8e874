import type { Db } from '#lib/db/client.ts';
import { rawOf } from '#lib/db/raw.ts';
import { type Batcher, createBatcher } from '#lib/std/batcher.ts';
import type { Ctx } from '../ctx.ts';
import type { LiveSessionRow } from '../sessions/queries.ts';
import { sessionIdleMs } from '../sessions/sign-in.ts';
import { type Ask, type Begun, type HistoryRow, type Place, turnCalls } from './call-queries.ts';
import { pruneHistory } from './record-request.ts';

export type { Ask, HistoryRow, Place } from './call-queries.ts';

// Longer than a call can take; only a process that died leaves its places to expire.
const placeLivesMs = 90_000;
const attempts = 4;

type Ending = { place: Place; history: HistoryRow | null };
type Item = { now: Date; max: number } & ({ ask: Ask } | { ending: Ending });
type Result = (Begun & { expiresAt: Date }) | null;

const batchers = new WeakMap<Db, Batcher<Item, Result>>();

/** What begins and ends in the same moment is one question to the database. */
function batcherOf(db: Db): Batcher<Item, Result> {
  const known = batchers.get(db);
  if (known) return known;
  // One at a time: two would deal out the same places.
  const made = createBatcher<Item, Result>({
    run: (items) => runTurn(db, items),
    size: 64,
    inFlight: 1,
  });
  batchers.set(db, made);
  return made;
}

async function runTurn(db: Db, items: readonly Item[]): Promise<Result[]> {
  const now = new Date(Math.max(...items.map((item) => item.now.getTime())));
  const expiresAt = new Date(now.getTime() + placeLivesMs);
  const endings = items.flatMap((item) => ('ending' in item ? item.ending : []));
  const what = {
    asks: items.flatMap((item) => ('ask' in item ? item.ask : [])),
    places: endings.map(({ place }) => place),
    history: endings.flatMap(({ history }) => history ?? []),
    max: Math.max(...items.map(({ max }) => max)),
    now,
    idleSince: new Date(now.getTime() - sessionIdleMs),
    expiresAt,
  };
  const begun = await turnCalls(rawOf(db), what).catch((error: unknown) => {
    // What cannot be kept must not stop those that begin, nor cost a place.
    if (what.history.length === 0) throw error;
    process.emitWarning(error instanceof Error ? error : String(error));
    return turnCalls(rawOf(db), { ...what, history: [] });
  });
  let at = 0;
  return items.map((item) => {
    const answer = 'ask' in item ? begun[at++] : undefined;
    return answer ? { ...answer, expiresAt } : null;
  });
}

/** `place`: null when `max` of its key are running, or when the session has ended. */
export type Started = { session: LiveSessionRow | null; place: Place | null };

/**
 * Takes a place among the calls of a key that may run at once, across all processes; for a session it is its person's,
 * and the session is looked up with it, anew each time, so that ending one works at once.
 */
export async function startCall(ctx: Ctx, ask: Ask, max: number): Promise<Started> {
  let session: LiveSessionRow | null = null;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const begun = await batcherOf(ctx.db).add({ ask, max, now: ctx.clock.now() });
    session = begun?.session ?? null;
    if (!begun || begun.key === null) break;
    const { key, place, expiresAt } = begun;
    if (place !== null) return { session, place: { key, place, expiresAt } };
  }
  return { session, place: null };
}

/** Gives a call's place back, and keeps what it was (null: nothing is kept). */
export async function endCall(ctx: Ctx, ending: Ending): Promise<void> {
  await batcherOf(ctx.db).add({ ending, max: 0, now: ctx.clock.now() });
  if (ending.history) await pruneHistory(ctx.db, ending.history.userId);
}
