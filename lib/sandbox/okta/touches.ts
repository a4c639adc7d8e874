import type { Queryable } from '#lib/db/raw.ts';
import type { OktaExchange } from './exchange.ts';
import { touchApiTokens } from './queries.ts';

const flushEveryMs = 1000;

/** Keeps when API tokens were last used, written at most once a second. */
export function createTouches(db: Queryable, onError: (error: unknown) => void) {
  let used = new Map<string, Date>();
  let timer: NodeJS.Timeout | null = null;
  const flush = async () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const batch = used;
    used = new Map();
    const latest = [...batch.values()].sort((a, b) => a.getTime() - b.getTime()).at(-1);
    if (!latest) return;
    await touchApiTokens(db, [...batch.keys()], latest).catch(onError);
  };
  return {
    note(x: OktaExchange): void {
      if (!x.client || x.client.scopes !== null) return;
      used.set(x.client.tokenHash, x.startedAt);
      timer ??= setTimeout(flush, flushEveryMs).unref();
    },
    close: flush,
  };
}
