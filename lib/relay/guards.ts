import { AppError } from '#lib/errors.ts';

/**
 * Refuses a call that a page of another site started. Reading is refused too: a relayed GET goes out with the
 * user's credential. Browsers always say where a request comes from; who says nothing is no browser.
 */
export function assertOwnOrigin(request: Request, portalUrl: string): void {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') {
    throw new AppError('foreign_origin');
  }
  const origin = request.headers.get('origin');
  // The front door has checked the origin of mutations against every name of the portal already.
  if (site === null && origin !== null && origin !== new URL(portalUrl).origin) {
    throw new AppError('foreign_origin');
  }
}

const badPath = (what: string) =>
  new AppError('bad_request', { message: `The path of the request must not contain ${what}.` });

/**
 * Judges the part of the address that goes upstream, as it was received. What could mean something else to another
 * parser is refused: encoded slashes, dots that climb, backslashes, control characters.
 * Answers the path and query to append to an environment's base.
 */
export function checkedPath(raw: string): string {
  const cut = raw.search(/[?#]/);
  const path = cut < 0 ? raw : raw.slice(0, cut);
  const query = cut < 0 || raw[cut] === '#' ? '' : (raw.slice(cut).split('#', 1)[0] ?? '');
  if (path !== '' && !path.startsWith('/')) throw badPath('anything before its first slash');
  for (const segment of path.split('/').slice(1)) checkSegment(segment);
  if (/[\r\n\0]/.test(query)) throw badPath('line breaks');
  return path + query;
}

function checkSegment(segment: string): void {
  let plain: string;
  try {
    plain = decodeURIComponent(segment);
  } catch {
    throw badPath('broken percent-encoding');
  }
  if (plain === '.' || plain === '..') throw badPath('dot segments');
  if (/[/\\]/.test(plain)) throw badPath('encoded slashes or backslashes');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(plain)) throw badPath('control characters');
}

/** Joins a checked path to a base, and makes sure once more that the result lies under it. */
export function joinUnder(base: string, path: string): URL {
  if (!URL.canParse(base)) throw new AppError('target_refused', { message: whyNoAddress(base) });
  const root = new URL(base.replace(/\/+$/, ''));
  if (root.username !== '' || root.password !== '') throw new AppError('target_refused');
  const url = new URL(root.href.replace(/\/+$/, '') + path);
  const under = root.pathname.replace(/\/+$/, '');
  const inside = url.pathname === under || url.pathname.startsWith(`${under}/`);
  if (url.origin !== root.origin || !inside) {
    throw badPath('anything that leaves the address of the API');
  }
  return url;
}

/** Documents may leave open where their API is. */
const whyNoAddress = (base: string): string =>
  base.includes('{')
    ? 'The address of this server has a variable for which the document has no value.'
    : 'The document names its server relative to where it is served itself: it does not say at which host the API answers.';

/** Is the checked path below this one? Environments of which only a part is the API are shut elsewhere. */
export function liesUnder(path: string, under: string): boolean {
  const [pathname = ''] = path.split('?', 1);
  return pathname === under || pathname.startsWith(`${under}/`);
}
