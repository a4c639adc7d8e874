export type Ticker = {
  /** Asks for a turn soon; many asks become one. */
  wake(): void;
  /** Lets the running turn end and takes no other. */
  stop(): Promise<void>;
};

/**
 * Runs `turn` every `everyMs` and, when woken, `minGapMs` after the last one. A turn that answers true has more to do
 * and gets the next one at once. Turns never overlap; a failed one is told to `onError` and waits for the next tick.
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

  async function loop(): Promise<void> {
    while (!stopped) {
      woken = false;
      let more = false;
      try {
        more = await options.turn();
      } catch (error) {
        options.onError(error);
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
