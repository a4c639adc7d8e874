import type { Limits } from './limits.ts';
import type { OperationLink, PathPiece, Slug } from './model.ts';
import {
  childPointer,
  flag,
  isExtensionKey,
  isObject,
  member,
  objectMember,
  type RawObject,
  textMember,
} from './raw.ts';
import { type MethodEntry, methodsOf, tagNames } from './read-exchange.ts';
import { note, type Reader } from './reader.ts';
import { DocumentRefusal } from './refusal.ts';
import { createSlugger, nameSlug, operationSlug } from './slug.ts';

/** One operation before it is read: its address and what navigation must know of it. */
export type OperationEntry = MethodEntry & {
  slug: Slug;
  path: string;
  pathItem: RawObject;
  pathPointer: string;
  link: OperationLink;
  tags: string[];
  /** `x-internal`: has a page, but no list names it. */
  internal: boolean;
};

/** Every operation of `paths`, in order, with distinct slugs. A path that is no mapping is noted. */
export const collectOperations = (reader: Reader, limits: Limits): OperationEntry[] => {
  const unique = createSlugger();
  const found: OperationEntry[] = [];
  for (const [path, item] of Object.entries(objectMember(reader.document, 'paths') ?? {})) {
    if (isExtensionKey(path)) continue;
    const pathPointer = childPointer('#/paths', path);
    if (!isObject(item)) {
      if (item !== null)
        note(reader, pathPointer, 'A path item is expected here, and something else stands here.');
      continue;
    }
    const problem = textMember(item, 'x-portal-problem');
    if (problem !== undefined) note(reader, pathPointer, problem);
    for (const entry of methodsOf(item, pathPointer))
      found.push(entryOf(entry, path, item, pathPointer, unique));
    if (found.length > limits.maxOperations)
      throw new DocumentRefusal(
        `The document has more than ${limits.maxOperations} operations.`,
        '#/paths',
      );
  }
  deriveTags(found);
  return found;
};

const entryOf = (
  entry: MethodEntry,
  path: string,
  pathItem: RawObject,
  pathPointer: string,
  unique: (wanted: Slug) => Slug,
): OperationEntry => {
  const operationId = textMember(entry.raw, 'operationId');
  const slug = unique(operationSlug(operationId, entry.method, path));
  const title =
    textMember(entry.raw, 'summary')?.trim().slice(0, 200) ||
    operationId?.slice(0, 120) ||
    `${entry.method} ${path.slice(0, 200)}`;
  const link: OperationLink = { slug, method: entry.method, path: path.slice(0, 500), title };
  if (flag(entry.raw, 'deprecated')) link.deprecated = true;
  const internal = [entry.raw, pathItem].some((holder) => flag(holder, 'x-internal') === true);
  return { ...entry, slug, path, pathItem, pathPointer, link, tags: tagNames(entry.raw), internal };
};

/** Where most operations have no tag, the first telling part of the path files them. */
const deriveTags = (entries: OperationEntry[]): void => {
  const untagged = entries.filter(({ tags }) => tags.length === 0);
  if (untagged.length === 0) return;
  const derive = untagged.length > entries.length / 2 && entries.length > 1;
  const skip = derive ? commonParts(untagged) : 0;
  for (const entry of untagged)
    entry.tags = [derive ? (telling(entry.path, skip) ?? 'Other') : 'Other'];
};

const literalParts = (path: string): string[] =>
  path
    .split(/[?#]/)[0]
    ?.split('/')
    .filter((part) => part !== '') ?? [];

/** How many leading parts every path shares (`/api/v1`); the last part of the shortest is never counted. */
const commonParts = (entries: OperationEntry[]): number => {
  const all = entries.map(({ path }) => literalParts(path));
  const first = all[0] ?? [];
  let shared = 0;
  while (
    shared < first.length - 1 &&
    all.every((parts) => parts[shared] === first[shared] && parts.length > shared + 1)
  )
    shared += 1;
  return shared;
};

const telling = (path: string, skip: number): string | undefined =>
  literalParts(path)
    .slice(skip)
    .find((part) => !part.includes('{') && !/^(?:v\d+[a-z\d]*|api)$/i.test(part));

/** `/users/{id}.json` cut at its parameters. */
export const pathPieces = (path: string): PathPiece[] =>
  path
    .split(/(\{[^{}]+\})/)
    .filter((text) => text !== '')
    .map((text) => (/^\{[^{}]+\}$/.test(text) ? { text, parameter: text.slice(1, -1) } : { text }));

export type WebhookEntry = { slug: Slug; name: string; item: RawObject; pointer: string };

export const collectWebhooks = (reader: Reader): WebhookEntry[] => {
  const unique = createSlugger();
  const all = {
    ...objectMember(reader.document, 'x-webhooks'),
    ...objectMember(reader.document, 'webhooks'),
  };
  return Object.keys(all).flatMap((name) => {
    const item = member(all, name);
    if (!isObject(item)) return [];
    return {
      slug: unique(nameSlug(name, 'webhook')),
      name,
      item,
      pointer: childPointer('#/webhooks', name),
    };
  });
};
