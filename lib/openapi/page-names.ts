import { FILES } from './compiled-files.ts';
import type { Slug } from './model.ts';
import { type CompiledApi, readAs } from './read-compiled.ts';

type Kind = 'operations' | 'schemas' | 'webhooks';
type Pairs = Iterable<readonly [name: string | undefined, slug: Slug]>;
/** Slugs by the names that the document gives, where they differ. */
export type PageNames = Record<Kind, { [name: string]: Slug }>;

const MAX_LENGTH = 300;

const differing = (pairs: Pairs): PageNames[Kind] => {
  const bySlug = new Map<string, Slug>();
  for (const [name, slug] of pairs)
    if (name !== undefined && name !== slug && name.length <= MAX_LENGTH && !bySlug.has(name))
      bySlug.set(name, slug);
  return Object.fromEntries(bySlug);
};

/** The names under which readers may look for pages, since addresses hold only letters and digits of ASCII. */
export const pageNames = (pairs: Record<Kind, Pairs>): PageNames => ({
  operations: differing(pairs.operations),
  schemas: differing(pairs.schemas),
  webhooks: differing(pairs.webhooks),
});

/**
 * The slug of the page that the document calls `name`: an operationId, a schema or a webhook in any script, with any
 * marks. Null when there is none, or when the name is the slug.
 */
export const readPageName = async (
  api: CompiledApi,
  kind: Kind,
  name: string,
): Promise<Slug | null> => {
  const names = await readAs<PageNames>(api, FILES.names);
  const known = names?.[kind] ?? {};
  const wanted = [name, name.normalize('NFC')].find((each) => Object.hasOwn(known, each));
  return wanted === undefined ? null : (known[wanted] ?? null);
};
