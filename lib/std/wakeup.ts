// The bundler gives the pages their own copy of this module; the process has one set of listeners all the same.
const key = Symbol.for('okta-portal.wake-deliveries');
const stopKey = Symbol.for('okta-portal.stopping');
type Holder = { [key]?: Set<() => void>; [stopKey]?: boolean };

function listeners(): Set<() => void> {
  const holder = globalThis as Holder;
  holder[key] ??= new Set();
  return holder[key];
}

/** Tells the delivery worker of this process that rows have become due, or an endpoint takes no more. Call after the commit. */
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

/** Ends waits that a request would otherwise sit out: the process is about to stop. */
export function endWaiting(): void {
  (globalThis as Holder)[stopKey] = true;
  wakeDeliveries();
}

/** True once the process is about to stop. */
export function isWaitingOver(): boolean {
  return (globalThis as Holder)[stopKey] === true;
}
