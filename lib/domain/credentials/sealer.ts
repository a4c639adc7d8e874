import { createSealer, type Sealer } from '#lib/std/aead.ts';

const made = new Map<string, Sealer>();

/** Seals and opens saved credentials; the row id is the credential's own (`crd_…`). */
export function credentialSealer(portalSecret: string): Sealer {
  const sealer = made.get(portalSecret) ?? createSealer(portalSecret, 'saved credentials');
  made.set(portalSecret, sealer);
  return sealer;
}
