import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Limits } from './limits.ts';
import type { Json } from './model.ts';
import { type ParsedText, parseText } from './parse-text.ts';
import { DocumentRefusal } from './refusal.ts';

/** Stands for the hash of a file that a document names and that cannot be read. */
export const ABSENT = 'absent';

export type SourceFile = { name: string; sha256: string };

/** The files of one document, read on demand and only inside its folder. */
export type DocumentFiles = {
  /** The entry's name relative to the root, `/` between parts. */
  entry: string;
  /** Data of a file by its name relative to the root, or a sentence why it cannot be had. */
  read: (name: string) => { value: Json } | { problem: string };
  readEntry: () => ParsedText;
  /** Every file that was read so far, for the content hash. */
  used: () => SourceFile[];
};

/** Opens the document whose entry file is `entry` (absolute), bounded by the folder `root` (absolute). */
export const openDocumentFiles = (root: string, entry: string, limits: Limits): DocumentFiles => {
  const realEntry = realpathSync(entry);
  const givenRoot = realpathSync(root);
  // An entry that is a link to elsewhere brings its own folder.
  const realRoot = isInside(givenRoot, realEntry) ? givenRoot : path.dirname(realEntry);
  const used = new Map<string, SourceFile>();
  const cache = new Map<string, { value: Json } | { problem: string }>();
  let bytesLeft = limits.maxBytes;

  const load = (name: string): ParsedText => {
    const file = path.join(realRoot, name);
    const real = realpathSync(file);
    if (!isInside(realRoot, real))
      throw new DocumentRefusal(`“${name}” leads out of the document's folder.`);
    const { size } = statSync(real);
    bytesLeft -= size;
    if (bytesLeft < 0 || used.size >= limits.maxFiles) {
      throw new DocumentRefusal(
        `The document is larger than ${limits.maxBytes / 1024 / 1024} MB or ${limits.maxFiles} files.`,
      );
    }
    const bytes = readFileSync(real);
    used.set(name, { name, sha256: createHash('sha256').update(bytes).digest('hex') });
    return parseText(bytes, name.toLowerCase().endsWith('.json'), limits);
  };

  const read: DocumentFiles['read'] = (name) => {
    const known = cache.get(name);
    if (known) return known;
    const result = attempt(() => ({ value: load(name).value }), name);
    // A file that appears later must change the content hash.
    if ('problem' in result && !used.has(name)) used.set(name, { name, sha256: ABSENT });
    cache.set(name, result);
    return result;
  };

  const entryName = path.relative(realRoot, realEntry).split(path.sep).join('/');
  return {
    entry: entryName,
    read,
    readEntry: () => {
      const parsed = load(entryName);
      cache.set(entryName, { value: parsed.value });
      return parsed;
    },
    used: () => [...used.values()],
  };
};

const attempt = (
  run: () => { value: Json },
  name: string,
): { value: Json } | { problem: string } => {
  try {
    return run();
  } catch (error) {
    if (error instanceof DocumentRefusal) {
      const place = error.place === undefined ? '' : ` (${name} ${error.place})`;
      return { problem: `${error.message}${place}` };
    }
    return { problem: `There is no readable file “${name}” in the document's folder.` };
  }
};

const isInside = (root: string, file: string): boolean =>
  file.startsWith(root.endsWith(path.sep) ? root : root + path.sep);

/** `../common/Error.json` seen from `spec/swagger.json`; undefined when it leads out of the root. */
export const resolveFileName = (from: string, relative: string): string | undefined => {
  const joined = path.posix.normalize(
    path.posix.join(path.posix.dirname(from), relative.replaceAll('\\', '/')),
  );
  return joined.startsWith('../') || joined === '..' || path.posix.isAbsolute(relative)
    ? undefined
    : joined;
};
