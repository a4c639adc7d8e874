import type { OktaJson } from '#lib/db/schema/okta.ts';
import type { Cursors } from '#lib/domain/okta/cursors.ts';
import type { OktaCtx } from '#lib/domain/okta/okta-ctx.ts';
import { OktaError } from '#lib/domain/okta/okta-error.ts';
import { type OktaPage, readLimit } from '#lib/domain/okta/paging.ts';
import type { OktaAnswer, OktaCall } from './exchange.ts';

/** 200 with JSON. */
export const ok = (body: unknown): OktaAnswer => ({ status: 200, body: JSON.stringify(body) });

/** 201 with JSON, and where the new thing is. */
export const created = (body: OktaJson, location: string): OktaAnswer => ({
  status: 201,
  body: JSON.stringify(body),
  headers: { location },
});

/** 204. */
export const nothing: OktaAnswer = { status: 204, body: null };

/** A path parameter: the router found it. */
export const param = (call: OktaCall, name: string): string => call.params[name] ?? '';

/** A query parameter; null when it is missing or empty. A NUL stands in no record: it becomes what matches as little. */
export function queryText(call: OktaCall, name: string): string | null {
  const text = call.query.get(name);
  return text === null || text === '' ? null : text.replaceAll('\0', '\uFFFD').toWellFormed();
}

/** `true` or `false`; anything else is `E0000037`. */
export function queryFlag(call: OktaCall, name: string, byDefault: boolean): boolean {
  const text = call.query.get(name);
  if (text === null || text === '') return byDefault;
  if (text !== 'true' && text !== 'false') {
    throw new OktaError('E0000037', { about: `${name} must be true or false.` });
  }
  return text === 'true';
}

type Paging = { byDefault: number; most: number };

/** What a list may be narrowed, shown and sorted by. */
const shaping = ['expand', 'filter', 'q', 'search', 'sortBy', 'sortOrder'] as const;

/**
 * What makes two requests pages of one list: all that shapes it. Neither the order of parameters nor an unknown one makes
 * a difference (contract, C0-07, C0-09).
 */
function scopeOf(ctx: OktaCtx, call: OktaCall): string {
  const rest = shaping.flatMap((name) => {
    const text = call.query.get(name);
    return text === null || text === '' ? [] : [[name, text]];
  });
  return [ctx.oktaOrgId, call.path, new URLSearchParams(rest).toString()].join('\n');
}

const link = (ctx: OktaCtx, call: OktaCall, query: string, rel: string) =>
  `<${ctx.baseUrl}${call.path}${query === '' ? '' : `?${query}`}>; rel="${rel}"`;

/** The query as the caller wrote it, but for what would end the address of a link; without parameters of these names. */
const asWritten = ({ rawQuery }: OktaCall, ...without: readonly string[]): string =>
  rawQuery
    .toWellFormed()
    .replace(/[<>"]|[^\x21-\x7e]/gu, encodeURIComponent)
    .split('&')
    .filter((part) => ![...new URLSearchParams(part).keys()].some((name) => without.includes(name)))
    .join('&');

/**
 * A list with its cursor: reads `after` and `limit`, asks for the page, and answers with two `Link` headers, `self`
 * first (contract, C1-26 to C1-30, X11).
 */
export async function listing(
  ctx: OktaCtx,
  call: OktaCall,
  cursors: Cursors,
  { byDefault, most }: Paging,
  page: (after: number, limit: number) => Promise<OktaPage<OktaJson>>,
): Promise<OktaAnswer> {
  const limit = readLimit(call.query.get('limit'), byDefault, most);
  const scope = scopeOf(ctx, call);
  const cursor = call.query.get('after');
  const after = cursor === null || cursor === '' ? 0 : cursors.read(scope, cursor);
  const { items, next } = await page(after, limit);
  const links = [link(ctx, call, asWritten(call), 'self')];
  if (next !== null) {
    const place = `after=${cursors.make(scope, next)}&limit=${limit}`;
    const rest = asWritten(call, 'after', 'limit');
    links.push(link(ctx, call, rest === '' ? place : `${place}&${rest}`, 'next'));
  }
  return { ...ok(items), headers: { link: links } };
}
