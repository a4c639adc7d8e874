import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { splitFrontMatter } from './front-matter.ts';
import { oktaErrorPages } from './okta-error-pages.ts';

const guideSchema = z.strictObject({
  title: z.string().min(1),
  /** One sentence: what the reader can do after reading. */
  description: z.string().min(1),
  section: z.string().min(1),
  order: z.number(),
  /** Tags of the page's head where they differ: `description` stands in for the sentence above. */
  meta: z.array(z.strictObject({ name: z.string().min(1), content: z.string().min(1) })).optional(),
});
const errorSchema = z.object({
  title: z.string().min(1),
  code: z.string().min(1),
  status: z.number().int(),
  api: z.string().min(1),
  summary: z.string().min(1),
});

/** `slug` is the address below `/docs/`. */
export type Guide = z.infer<typeof guideSchema> & { slug: string; markdown: string };
export type ErrorPage = z.infer<typeof errorSchema> & { markdown: string };

// Not `import.meta`: the bundler moves this file. The portal always runs from its folder.
const contentDir = (): string => path.join(/*turbopackIgnore: true*/ process.cwd(), 'content');

type Cached<T> = { stamp: string; value: T };
const cache = new Map<string, Cached<unknown>>();

/** Reads again only when a file was added, removed or changed, so that `npm run dev` shows edits at once. */
function cached<T>(folder: string, read: (files: string[]) => T): T {
  const files = listFiles(folder);
  const stamp = files.map((file) => `${file}:${statSync(file).mtimeMs}`).join('\n');
  const known = cache.get(folder);
  // The folder names what was read from it, so the type is the one that was put in.
  if (known?.stamp === stamp) return known.value as T;
  const value = read(files);
  cache.set(folder, { stamp, value });
  return value;
}

function listFiles(folder: string): string[] {
  const dir = path.join(contentDir(), folder);
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(dir, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => path.join(dir, name))
    .sort();
}

/** Every guide of `content/guides`, by section and order. */
export function listGuides(): Guide[] {
  return cached('guides', (files) =>
    files
      .map((file): Guide => {
        const { front, body } = splitFrontMatter(readFileSync(file, 'utf8'), guideSchema, file);
        const slug = path.relative(path.join(contentDir(), 'guides'), file).replace(/\.mdx$/, '');
        return { ...front, slug: slug.split(path.sep).join('/'), markdown: body };
      })
      .sort((a, b) => a.order - b.order),
  );
}

export const findGuide = (slug: string): Guide | undefined =>
  listGuides().find((guide) => guide.slug === slug);

/** The page of each error code of `content/errors`, by status. */
export function listErrorPages(): ErrorPage[] {
  return cached('errors', (files) =>
    files
      .map((file): ErrorPage => {
        const { front, body } = splitFrontMatter(readFileSync(file, 'utf8'), errorSchema, file);
        return { ...front, markdown: body };
      })
      .sort((a, b) => a.status - b.status || a.code.localeCompare(b.code)),
  );
}

/** The page of each error code of the Okta API, made from its table, by code. */
export function listOktaErrorPages(): ErrorPage[] {
  const file = path.join(contentDir(), 'apis', 'okta', 'error-codes.yaml');
  const stamp = `${file}:${statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? ''}`;
  const known = cache.get('okta-errors');
  // The key names what was made from it, so the type is the one that was put in.
  if (known?.stamp === stamp) return known.value as ErrorPage[];
  const value = existsSync(file) ? oktaErrorPages(readFileSync(file, 'utf8')) : [];
  cache.set('okta-errors', { stamp, value });
  return value;
}

export const findErrorPage = (code: string): ErrorPage | undefined =>
  listErrorPages().find((page) => page.code === code) ??
  listOktaErrorPages().find((page) => page.code === code);

/** What search engines read of a guide: its own `meta`, else its first sentence. */
export const metaDescription = (guide: Guide): string =>
  guide.meta?.find((tag) => tag.name === 'description')?.content ?? guide.description;

/** Changes when any guide, error page or table of error codes changes. */
export function contentStamp(): string {
  listGuides();
  listErrorPages();
  listOktaErrorPages();
  return [...cache.values()].map((entry) => entry.stamp).join('\n');
}

/** Texts name the portal's own sandbox as `{{sandbox}}` and its address as `{{portal}}`, so examples work as they stand. */
export function fillAddresses(markdown: string, portalUrl: string, sandboxPath: string): string {
  return markdown
    .replaceAll('{{sandbox}}', portalUrl + sandboxPath)
    .replaceAll('{{portal}}', portalUrl);
}
