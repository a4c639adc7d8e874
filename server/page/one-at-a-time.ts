/** Lets many askers for the same thing wait for the first one's work. */
export type OneAtATime = {
  /** Resolves when nobody is at work on `key`. */
  idle(key: string): Promise<void>;
  /** Takes the work on `key`, unless somebody has it; the returned function ends it, once. */
  begin(key: string): () => void;
};

export function createOneAtATime(): OneAtATime {
  const working = new Map<string, Promise<void>>();
  return {
    idle: async (key) => working.get(key),
    begin(key) {
      if (working.has(key)) return () => undefined;
      const { promise, resolve } = Promise.withResolvers<void>();
      working.set(key, promise);
      return () => {
        working.delete(key);
        resolve();
      };
    },
  };
}
