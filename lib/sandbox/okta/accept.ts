import { OktaError } from '#lib/domain/okta/okta-error.ts';

/** Whether one part of an `Accept` header allows a type. */
function allows(part: string, type: string): boolean {
  const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
  const quality = parameters.find((text) => text.startsWith('q='))?.slice(2);
  if (quality !== undefined && Number(quality) === 0) return false;
  return range === '*/*' || range === type || range === `${type.split('/', 1)[0]}/*`;
}

/** How much a part that names the type itself wants it, from 0 to 1. */
function qualityOf(part: string): number {
  const quality = Number(/;\s*q=([\d.]+)/i.exec(part)?.[1] ?? 1);
  return Number.isNaN(quality) ? 1 : quality;
}

/**
 * The type that an `Accept` header names and wants most, else the first that it allows; null: none. No header allows
 * everything.
 */
export function preferredType(accept: string | null, types: readonly string[]): string | null {
  if (accept === null || accept.trim() === '') return types[0] ?? null;
  const parts = accept.slice(0, 2000).split(',');
  const rangeOf = (part: string) => part.split(';', 1)[0]?.trim().toLowerCase();
  // The type itself says more than `*/*` beside it.
  const refused = (type: string) => {
    const own = parts.filter((part) => rangeOf(part) === type);
    return own.length > 0 && !own.some((part) => allows(part, type));
  };
  const [named] = types
    .flatMap((type) => {
      const own = parts.filter((part) => rangeOf(part) === type && allows(part, type));
      return own.length > 0 ? [{ type, quality: Math.max(...own.map(qualityOf)) }] : [];
    })
    .sort((a, b) => b.quality - a.quality);
  return (
    named?.type ??
    types.find((type) => !refused(type) && parts.some((part) => allows(part, type))) ??
    null
  );
}

/** Throws `E0000122` when a client takes none of the types that an operation answers. */
export function checkAccept(accept: string | null, types: readonly string[]): void {
  if (preferredType(accept, types) === null) throw new OktaError('E0000122');
}
