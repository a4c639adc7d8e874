const tellAgainMs = 30_000;

/** Tells of a trouble when it begins and, while it lasts, now and then: a database that is away fills no log. */
export function nowAndThen(
  tell: (error: unknown) => void,
  nowMs: () => number = () => performance.now(),
) {
  let nextMs = Number.NEGATIVE_INFINITY;
  return {
    failed(error: unknown): void {
      if (nowMs() < nextMs) return;
      nextMs = nowMs() + tellAgainMs;
      tell(error);
    },
    isWell(): void {
      nextMs = Number.NEGATIVE_INFINITY;
    },
  };
}

export type Ticker = {
  /** Asks for a turn soon; many asks become one. */
  wake(): void;
  /** Lets the running turn end and takes no other. */
  stop(): Promise<void>;
};

/**
 * Runs `turn` every `everyMs` and, when woken, `minGapMs` after the last one. A turn that answers true has more to do
 * and gets the next one at once. Turns never overlap; a failed one waits for the next tick. `onError` is told of the first
 * of several failures in a row, and then twice a minute.
 */
export function startTicker(options: {
  everyMs: number;
  minGapMs: number;
  turn: () => Promise<boolean>;
  onError: (error: unknown) => void;
}): Ticker {
  let stopped = false;
  let woken = false;
  let sleeping: { end: () => void; wakeable: boolean } | null = null;

  function sleep(ms: number, wakeable: boolean): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        sleeping = null;
        resolve();
      };
      const timer = setTimeout(end, ms);
      sleeping = { end, wakeable };
    });
  }

  const tell = nowAndThen(options.onError);

  async function loop(): Promise<void> {
    while (!stopped) {
      woken = false;
      let more = false;
      try {
        more = await options.turn();
        tell.isWell();
      } catch (error) {
        tell.failed(error);
        if (!stopped) await sleep(options.everyMs, false);
      }
      if (stopped || more) continue;
      await sleep(options.minGapMs, false);
      if (!woken && !stopped) await sleep(options.everyMs, true);
    }
  }

  const running = loop();
  return {
    wake() {
      woken = true;
      if (sleeping?.wakeable) sleeping.end();
    },
    stop() {
      stopped = true;
      sleeping?.end();
      return running;
    },
  };
}
