import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { nameSlug, safeSlug } from './slug.ts';

/** A document found in a folder. `file` is its name for messages, relative to the folder searched. */
export type FoundDocument = { slug: string; file: string; root: string } & (
  | { entry: string }
  | { reason: string }
);

const DOCUMENT = /\.(?:ya?ml|json)$/i;
const ENTRY = /^(?:openapi|swagger)\.(?:ya?ml|json)$/i;
const MAX_LEVELS = 4;
const MAX_DOCUMENTS = 1000;
const MAX_SNIFFED_BYTES = 100 * 1024 * 1024;

/**
 * Every document of a folder: each file, and each subfolder as one document, told by its entry: `openapi.*` or `swagger.*`, also in
 * `spec/`, else the only file with an `openapi` or `swagger` key. A subfolder with several documents holds each of them.
 */
export const discoverDocuments = (dir: string): FoundDocument[] =>
  list(dir)
    .flatMap((name) => discoverChild(dir, name, '', 0))
    .slice(0, MAX_DOCUMENTS);

/** The one document of a folder, by the same signs; a reason when there is none or more than one. */
export const discoverOne = (dir: string): FoundDocument => {
  const found = discoverFolder(dir, path.basename(dir), 0);
  const [only] = found;
  return only && found.length === 1
    ? only
    : {
        slug: slugOf(path.basename(dir)),
        file: path.basename(dir),
        root: dir,
        reason: 'The folder holds several documents: name one of them.',
      };
};

/** Folders that each hold one document under a fixed name: `content/apis/{api}/openapi.yaml`. */
export const discoverContent = (dir: string): FoundDocument[] =>
  list(dir).flatMap((name): FoundDocument[] => {
    const root = path.join(dir, name);
    const entry = isFolder(root) ? list(root).find((child) => ENTRY.test(child)) : undefined;
    return entry === undefined
      ? []
      : [{ slug: slugOf(name), file: `${name}/${entry}`, root, entry: path.join(root, entry) }];
  });

const list = (dir: string): string[] => {
  try {
    return readdirSync(dir)
      .filter((name) => !name.startsWith('.') && name !== 'node_modules')
      .toSorted();
  } catch {
    return [];
  }
};

const isFolder = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
const isFile = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.isFile() === true;

const slugOf = (name: string): string =>
  safeSlug(name.replace(DOCUMENT, '')) ?? nameSlug(name, 'api');

const discoverChild = (
  dir: string,
  name: string,
  prefix: string,
  level: number,
): FoundDocument[] => {
  const full = path.join(dir, name);
  const file = prefix + name;
  if (isFolder(full)) return level < MAX_LEVELS ? discoverFolder(full, file, level) : [];
  return DOCUMENT.test(name) && isFile(full)
    ? [{ slug: slugOf(file.replaceAll('/', '-')), file, root: dir, entry: full }]
    : [];
};

const discoverFolder = (root: string, file: string, level: number): FoundDocument[] => {
  const slug = slugOf(file.replaceAll('/', '-'));
  const named = namedEntry(root);
  if (named !== undefined) return [{ slug, file, root, entry: named }];
  const documents = list(root).filter(
    (name) => DOCUMENT.test(name) && hasDocumentKey(path.join(root, name)),
  );
  const inner = list(root)
    .filter((name) => isFolder(path.join(root, name)))
    .flatMap((name) => discoverChild(root, name, `${file}/`, level + 1))
    .filter((found) => 'entry' in found);
  const [only] = documents;
  if (only !== undefined && documents.length === 1 && inner.length === 0)
    return [{ slug, file, root, entry: path.join(root, only) }];
  const found = [
    ...documents.flatMap((name) => discoverChild(root, name, `${file}/`, level)),
    ...inner,
  ];
  if (found.length > 0 || level > 0) return found;
  return [
    {
      slug,
      file,
      root,
      reason:
        'The folder holds no file named openapi or swagger, and none with a key “openapi” or “swagger”.',
    },
  ];
};

const namedEntry = (root: string): string | undefined => {
  for (const sub of ['', 'spec', 'specs', 'api', 'openapi']) {
    const dir = path.join(root, sub);
    const name = list(dir).find((child) => ENTRY.test(child) && isFile(path.join(dir, child)));
    if (name !== undefined) return path.join(dir, name);
  }
  return undefined;
};

/** Whether a file has the key that every OpenAPI document has. A guess, to choose an entry; reading decides. */
const hasDocumentKey = (file: string): boolean => {
  const text = statSync(file).size < MAX_SNIFFED_BYTES ? readFileSync(file, 'utf8') : '';
  return (
    /^["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]/m.test(text) ||
    /^\s*\{[\s\S]*"(?:openapi|swagger)"\s*:\s*"[23]/.test(text)
  );
};
