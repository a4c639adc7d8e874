import { createSealer, type Sealer } from '#lib/std/aead.ts';

/** What stands for the token wherever a hand-over is kept or shown (contract: Bridge). */
export const redactedToken = '[redacted]';

const made = new Map<string, Sealer>();

/** Seals the token of a hand-over while it waits; the row id is the event's. */
export function tokenSealer(portalSecret: string): Sealer {
  let sealer = made.get(portalSecret);
  if (!sealer) {
    sealer = createSealer(portalSecret, 'bridge tokens');
    made.set(portalSecret, sealer);
  }
  return sealer;
}

/** The body as it is sent: the stored one with the token in its place. */
export function bodyWithToken(body: string, token: string): string {
  return body.replace(`"token":"${redactedToken}"`, () => `"token":${JSON.stringify(token)}`);
}

/** Text of a receiver that may repeat the token, without it. */
export function withoutToken(text: string, token: string): string {
  return text.replaceAll(token, redactedToken);
}
