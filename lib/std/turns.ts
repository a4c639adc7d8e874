/**
 * Lets at most `atOnce` pieces of work of one key run at the same time; the others wait for their turn in the order they
 * came. What one key waits for holds up no other.
 */
export function createTurns<K>(atOnce: number): <T>(key: K, work: () => Promise<T>) => Promise<T> {
  const keys = new Map<K, { running: number; waiting: (() => void)[] }>();
  return async (key, work) => {
    const mine = keys.get(key) ?? { running: 0, waiting: [] };
    keys.set(key, mine);
    if (mine.running < atOnce) mine.running++;
    else await new Promise<void>((resolve) => mine.waiting.push(resolve)); // Gets the place of one that ends.
    try {
      return await work();
    } finally {
      const next = mine.waiting.shift();
      if (next) next();
      else if (--mine.running === 0) keys.delete(key);
    }
  };
}
