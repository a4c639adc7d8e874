import { createSealer, type Sealer } from '../../std/aead.ts';

const made = new Map<string, Sealer>();

/** Seals and opens the signing secrets of endpoints; the row id is the secret's own (`sec_…`). */
export function endpointSealer(portalSecret: string): Sealer {
  let sealer = made.get(portalSecret);
  if (!sealer) {
    sealer = createSealer(portalSecret, 'webhook endpoint secrets');
    made.set(portalSecret, sealer);
  }
  return sealer;
}
