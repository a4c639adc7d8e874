import { createSealer, type Sealer } from '#lib/std/aead.ts';

const made = new Map<string, Sealer>();

/** Seals mail while it waits, because it may hold links that are secrets; the row id is the mail's (`mai_…`). */
export function mailSealer(portalSecret: string): Sealer {
  const sealer = made.get(portalSecret) ?? createSealer(portalSecret, 'outgoing mail');
  made.set(portalSecret, sealer);
  return sealer;
}
