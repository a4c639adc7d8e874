// The bundler gives the pages their own copy of this module; the process has one set of listeners all the same.
const key = Symbol.for('okta-portal.wake-deliveries');
type Holder = { [key]?: Set<() => void> };

function listeners(): Set<() => void> {
  const holder = globalThis as Holder;
  holder[key] ??= new Set();
  return holder[key];
}

/** Tells the delivery worker of this process that rows have become due. Call after the commit. */
export function wakeDeliveries(): void {
  for (const listener of listeners()) listener();
}

/** Hears of due rows; the returned function ends it. */
export function onDeliveriesWake(listener: () => void): () => void {
  listeners().add(listener);
  return () => {
    listeners().delete(listener);
  };
}
