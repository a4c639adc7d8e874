import { createSealer, type Sealer } from '../../std/aead.ts';

/** A header that a partner added to an endpoint, as pages show it; null: its value is written, never read. */
export type ShownHeader = { name: string; value: string | null };

/** What stands for a secret value wherever an attempt is kept or shown. */
export const redactedValue = '[redacted]';

const sealedMark = 'sealed:';
const secretName =
  /auth|token|secret|passw|cookie|session|credential|jwt|bearer|(^|[-_])(api)?[-_]?(key|pin|pwd)([-_]|$)/i;
const secretScheme = /^(basic|bearer|digest|negotiate|token|apikey|ssws)\s/i;

/** A word of letters and digits that nobody would choose to read. */
function looksRandom(value: string): boolean {
  if (!/^[A-Za-z0-9+/=_.~-]{24,}$/.test(value)) return false;
  return /[A-Za-z]/.test(value) && (value.match(/\d/g)?.length ?? 0) >= 4;
}

/** Whether a header carries a credential, by its name or by its value. */
export function isSecretHeader(name: string, value: string): boolean {
  return secretName.test(name) || secretScheme.test(value) || looksRandom(value);
}

const made = new Map<string, Sealer>();

function sealerOf(portalSecret: string): Sealer {
  const sealer = made.get(portalSecret) ?? createSealer(portalSecret, 'webhook custom headers');
  made.set(portalSecret, sealer);
  return sealer;
}

const rowId = (endpointId: string, name: string) => `${endpointId}:${name.toLowerCase()}`;
const isSealed = (stored: string) => stored.startsWith(sealedMark);

/** The headers as they are stored: what is secret is sealed under the endpoint's id. */
export function sealHeaders(
  headers: Readonly<Record<string, string>>,
  endpointId: string,
  portalSecret: string,
): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => {
    if (!isSecretHeader(name, value) && !isSealed(value)) return [name, value] as const;
    const sealed = sealerOf(portalSecret).seal(value, rowId(endpointId, name));
    return [name, sealedMark + sealed.toString('base64')] as const;
  });
  return Object.fromEntries(entries);
}

/** The headers as they are sent. Throws when a stored value was changed or moved from another endpoint. */
export function openHeaders(
  stored: Readonly<Record<string, string>>,
  endpointId: string,
  portalSecret: string,
): [name: string, value: string, isSecret: boolean][] {
  return Object.entries(stored).map(([name, value]) => {
    if (!isSealed(value)) return [name, value, isSecretHeader(name, value)];
    const bytes = Buffer.from(value.slice(sealedMark.length), 'base64');
    return [name, sealerOf(portalSecret).open(bytes, rowId(endpointId, name)), true];
  });
}

/** The headers as pages show them, by name: the database keeps no order. */
export function shownHeaders(stored: Readonly<Record<string, string>>): ShownHeader[] {
  return Object.entries(stored)
    .map(([name, value]) => ({
      name,
      value: isSealed(value) || isSecretHeader(name, value) ? null : value,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
