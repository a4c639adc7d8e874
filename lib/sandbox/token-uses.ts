import type { Queryable } from '#lib/db/raw.ts';
import { redactText } from '#lib/std/redact.ts';
import type { Exchange } from './exchange.ts';
import { type TokenUse, updateTokenUses } from './queries.ts';

const flushEveryMs = 1000;

export type TokenUses = {
  note(x: Exchange): void;
  close(): Promise<void>;
};

/** Keeps when, whence and for what a token was last used, written at most once a second for each token. */
export function createTokenUses(db: Queryable, onError: (error: unknown) => void): TokenUses {
  let uses = new Map<string, Exchange>();
  let timer: NodeJS.Timeout | null = null;

  const flush = async () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (uses.size === 0) return;
    const batch = [...uses.values()].map(toUse);
    uses = new Map();
    try {
      await updateTokenUses(db, batch);
    } catch (error) {
      onError(error);
    }
  };

  return {
    note(x) {
      if (!x.client) return;
      uses.set(x.client.tokenHash, x);
      timer ??= setTimeout(flush, flushEveryMs).unref();
    },
    close: flush,
  };
}

function toUse(x: Exchange): TokenUse {
  return {
    hash: x.client?.tokenHash ?? '',
    at: x.startedAt,
    from: x.info.clientAddress,
    operation: x.operationId,
    agent: redactText(x.request.headers.get('user-agent') ?? '').slice(0, 500) || null,
  };
}
