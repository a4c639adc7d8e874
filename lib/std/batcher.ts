export type Batcher<In, Out> = {
  /** Joins the next batch; resolves with this item's result. */
  add(item: In): Promise<Out>;
};

type Waiting<In, Out> = {
  item: In;
  resolve: (out: Out) => void;
  reject: (error: unknown) => void;
};

/**
 * Turns many single questions into few big ones. Items that arrive in the same turn of the event loop, or while
 * `inFlight` batches are running, go together, at most `size` in one. Nothing waits on a timer: an idle batcher
 * asks at the end of the turn. `run` answers in the order of its items; when it throws, every item of the batch does.
 */
export function createBatcher<In, Out>(options: {
  run: (items: readonly In[]) => Promise<readonly Out[]>;
  size: number;
  inFlight: number;
}): Batcher<In, Out> {
  let waiting: Waiting<In, Out>[] = [];
  let running = 0;
  let scheduled = false;

  const schedule = () => {
    if (scheduled || waiting.length === 0 || running >= options.inFlight) return;
    scheduled = true;
    setImmediate(start);
  };
  const start = () => {
    scheduled = false;
    const batch = waiting.length <= options.size ? waiting : waiting.slice(0, options.size);
    waiting = batch === waiting ? [] : waiting.slice(options.size);
    running++;
    void settle(batch).finally(() => {
      running--;
      schedule();
    });
    schedule();
  };
  const settle = async (batch: readonly Waiting<In, Out>[]) => {
    try {
      const results = await options.run(batch.map(({ item }) => item));
      if (results.length !== batch.length) throw new Error('A batch lost some of its answers.');
      batch.forEach(({ resolve }, i) => {
        resolve(results[i] as Out); // As many results as items, checked above.
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        schedule();
      }),
  };
}
