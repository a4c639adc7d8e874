import { routes } from '#lib/routes.ts';

// The base only serves to parse; an address that leaves it is not a page of the portal.
const base = 'http://portal.invalid';

/**
 * Where to go after signing in: `wanted` when it is a page of the portal, else the dashboard. Other hosts, other
 * schemes, `//host`, backslashes and control characters are all no page of the portal; neither are API addresses.
 */
export function safeReturnTo(wanted: unknown): string {
  const fallback = routes.dashboard();
  if (typeof wanted !== 'string' || wanted.length > 2000) return fallback;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (!wanted.startsWith('/') || /[\u0000-\u0020\u007f\\]/.test(wanted)) return fallback;
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  if (!url || url.origin !== base || url.pathname.startsWith('//')) return fallback;
  if (/^\/(api|signin)(\/|$)/.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}
