import { createHash } from 'node:crypto';
import type { Slug } from './model.ts';

const MAX_LENGTH = 100;
/** Names that devices or addresses own: Windows files, and pages beside the operation's. */
const RESERVED =
  /^(?:con|prn|aux|nul|com\d|lpt\d|schemas|webhooks|index|changes|explorer|search|document)$/i;

const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 8);

/**
 * A name from a document as a part of an address and a file name: letters, digits, `.`, `_`, `-`, at most 100 long, case
 * kept. Undefined when nothing is left. Long names keep their start and get a hash, so that different ones stay different.
 */
export const safeSlug = (name: string): Slug | undefined => {
  const head = name.slice(0, 4 * MAX_LENGTH);
  const clean = head
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/-{2,}/g, '-')
    // Two dots would be a way out of a folder: no slug has them.
    .replace(/\.{2,}/g, '.')
    .replace(/^[-._]+|[-._]+$/g, '')
    .replace(/\.(md|json|txt)$/i, '-$1');
  if (clean === '') return undefined;
  const whole = clean.length > MAX_LENGTH || head.length < name.length;
  const bounded = whole ? `${clean.slice(0, 80).replace(/[-._]+$/, '')}-${shortHash(name)}` : clean;
  return RESERVED.test(bounded) ? `${bounded}-1` : bounded;
};

/** Whether a text can be a slug: the guard for everything that comes from an address before it becomes a file name. */
export const isSlug = (text: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(text) && !text.includes('..');

/** Makes slugs unique also where case is ignored: `-2`, `-3` … are added in order of appearance. */
export const createSlugger = (): ((wanted: Slug) => Slug) => {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return (wanted) => {
    const base = wanted.toLowerCase();
    let count = counts.get(base) ?? 1;
    let slug = wanted;
    while (taken.has(slug.toLowerCase())) {
      count += 1;
      slug = `${wanted}-${count}`;
    }
    counts.set(base, count);
    taken.add(slug.toLowerCase());
    return slug;
  };
};

/** `createStudent`, or without an operationId `get-users-userId-keys`. Not yet unique. */
export const operationSlug = (
  operationId: string | undefined,
  method: string,
  path: string,
): Slug =>
  (operationId === undefined ? undefined : safeSlug(operationId)) ??
  safeSlug(`${method.toLowerCase()}-${path}`) ??
  `${method.toLowerCase()}-${shortHash(path)}`;

/** The slug of a schema, webhook or tag. Names in other scripts become a kind and a hash. Not yet unique. */
export const nameSlug = (name: string, kind: 'schema' | 'webhook' | 'tag' | 'api'): Slug => {
  const slug = safeSlug(name);
  // A name that loses most of its letters would say little and collide: 勤怠 v1 and 給与 v1.
  const lost =
    slug === undefined ||
    [...name.slice(0, 200)].filter((char) => char > '\u024f').length * 2 > name.length;
  return lost ? `${kind}-${shortHash(name)}` : slug;
};
