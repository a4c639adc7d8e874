import type { Queryable } from '#lib/db/raw.ts';
import type { Clock } from '#lib/std/clock.ts';
import { countAddresses } from './queries.ts';

const minuteMs = 60_000;
const flushAfterMs = 200;
// So many addresses in one minute are an attack; those beyond share one window.
const addressesAtMost = 50_000;

type Window = { known: number; pending: number };

export type AddressWindows = {
  /** Counts one request without a valid token; no query is waited for. */
  count(address: string): { remaining: number; resetSeconds: number };
  close(): Promise<void>;
};

/**
 * Counts callers without a valid token by address (contract, Rate limits). A refused token costs no query: counts
 * are gathered here and shared with the other processes a moment later.
 */
export function createAddressWindows(
  db: Queryable,
  clock: Clock,
  limit: number,
  onError: (error: unknown) => void,
): AddressWindows {
  let windows = new Map<string, Window>();
  let windowStart = 0;
  let timer: NodeJS.Timeout | null = null;

  const flush = async () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const current = windows;
    const waiting = [...current].filter(([, window]) => window.pending > 0);
    if (waiting.length === 0) return;
    const counts = waiting.map(([, window]) => window.pending);
    for (const [, window] of waiting) {
      window.known += window.pending;
      window.pending = 0;
    }
    try {
      const keys = waiting.map(([address]) => `ip:${address}`);
      const shared = await countAddresses(db, keys, counts, new Date(windowStart));
      for (const [address, window] of waiting) {
        window.known = Math.max(window.known, shared.get(`ip:${address}`) ?? 0);
      }
    } catch (error) {
      onError(error);
    }
  };

  return {
    count(address) {
      const now = clock.now().getTime();
      const start = now - (now % minuteMs);
      if (start !== windowStart) {
        windows = new Map();
        windowStart = start;
      }
      const key = windows.size < addressesAtMost ? address : 'others';
      const window = windows.get(key) ?? { known: 0, pending: 0 };
      windows.set(key, window);
      window.pending++;
      timer ??= setTimeout(flush, flushAfterMs).unref();
      const remaining = Math.max(0, limit - window.known - window.pending);
      return { remaining, resetSeconds: Math.max(1, Math.ceil((start + minuteMs - now) / 1000)) };
    },
    close: flush,
  };
}
