import { useSyncExternalStore } from 'react';

let isEnded = false;
const listeners = new Set<() => void>();

/** Notes what the portal's last answer said about the reader's session. */
export function noteSession(hasEnded: boolean): void {
  if (hasEnded === isEnded) return;
  isEnded = hasEnded;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the session has ended while the page stood open. */
export const useSessionEnded = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => isEnded,
    () => false,
  );
