type Told = { untilMs: number; count: number };

const spanMs = 60_000;
const most = 20;
const keysAtMost = 1000;

/**
 * Tells of failures, each kind at most twenty times a minute: while a database refuses, every call fails, and a log that
 * repeats itself a thousand times a second fills a disk. `untold`: how many of the kind were passed over before this one.
 */
export function seldom<Rest extends readonly unknown[]>(
  tell: (error: unknown, untold: number, ...rest: Rest) => void,
  nowMs: () => number = () => performance.now(),
): (error: unknown, ...rest: Rest) => void {
  const kinds = new Map<string, Told>();
  return (error, ...rest) => {
    const kind = error instanceof Error ? `${error.name} ${error.message}` : String(error);
    const told = kinds.get(kind);
    if (told && nowMs() < told.untilMs) {
      if (++told.count <= most) tell(error, 0, ...rest);
      return;
    }
    if (kinds.size >= keysAtMost) kinds.clear();
    kinds.set(kind, { untilMs: nowMs() + spanMs, count: 1 });
    tell(error, told ? Math.max(0, told.count - most) : 0, ...rest);
  };
}
