import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { CompileAnswer, RunCompile } from './compile.ts';
import { ABSENT, type SourceFile } from './document-files.ts';
import type { Limits } from './limits.ts';

/** Part of every content hash: what compiled files mean changes with the compiler's own text and its helpers'. */
const compilerVersion = (() => {
  let version: string | undefined;
  return (): string => {
    version ??= ['lib/openapi', 'lib/std']
      .map((folder) => hashSources(path.join(process.cwd(), folder)))
      .join();
    return version;
  };
})();

/** What the TypeScript files of a folder say, as one hash. */
export const hashSources = (dir: string): string => {
  const hash = createHash('sha256');
  const names = existsSync(dir)
    ? readdirSync(dir).filter((name) => /(?<!\.test)\.ts$/.test(name))
    : [];
  for (const name of names.toSorted()) hash.update(name).update(readFileSync(path.join(dir, name)));
  return hash.digest('hex');
};

const SOURCE = 'source.json';

type SourceRecord = { root: string; entry: string; answer: CompileAnswer };
export type CompileInput = {
  cacheDir: string;
  slug: string;
  root: string;
  entry: string;
  limits: Limits;
};
export type CompileOutcome = { dir: string; answer: CompileAnswer; cached: boolean };

/**
 * The compiled form of a document, from the cache when none of its files and not the compiler changed, else compiled into a
 * new folder that appears at once and whole. Refusals are kept too, so that a second start reads nothing again.
 */
export const compileCached = async (
  input: CompileInput,
  run: RunCompile,
): Promise<CompileOutcome> => {
  const home = path.join(input.cacheDir, input.slug);
  mkdirSync(home, { recursive: true });
  const known = findCurrent(home, input);
  if (known) return known;
  const outDir = path.join(home, `.new-${process.pid}-${randomUUID().slice(0, 8)}`);
  mkdirSync(outDir);
  const { log: _, ...answer } = await run({
    root: input.root,
    entry: input.entry,
    slug: input.slug,
    outDir,
    limits: input.limits,
  });
  const record: SourceRecord = { root: input.root, entry: input.entry, answer };
  writeFileSync(path.join(outDir, SOURCE), JSON.stringify(record));
  if (answer.files.length === 0) {
    // Nothing is known of the files it died on: not kept, the next start tries again.
    rmSync(outDir, { recursive: true, force: true });
    return { dir: '', answer, cached: false };
  }
  const dir = path.join(home, contentHash(input, answer.files));
  moveInto(outDir, dir);
  removeOld(home, path.basename(dir));
  return { dir, answer, cached: false };
};

const contentHash = (
  input: Pick<CompileInput, 'slug' | 'entry' | 'limits'>,
  files: SourceFile[],
): string => {
  const names = files.map(({ name, sha256 }) => [name, sha256]).toSorted();
  return createHash('sha256')
    .update(
      JSON.stringify([
        compilerVersion(),
        input.slug,
        path.basename(input.entry),
        input.limits,
        names,
      ]),
    )
    .digest('hex')
    .slice(0, 24);
};

const findCurrent = (home: string, input: CompileInput): CompileOutcome | undefined => {
  for (const name of readdirSync(home)) {
    if (name.startsWith('.')) continue;
    const dir = path.join(home, name);
    const record = readRecord(dir);
    if (record?.root !== input.root || record.entry !== input.entry) continue;
    if (contentHash(input, hashFiles(input, record.answer.files)) === name)
      return { dir, answer: record.answer, cached: true };
  }
  return undefined;
};

const readRecord = (dir: string): SourceRecord | undefined => {
  try {
    return JSON.parse(readFileSync(path.join(dir, SOURCE), 'utf8')) as SourceRecord; // written above
  } catch {
    return undefined;
  }
};

/** The same files as they are now. */
const hashFiles = ({ root, entry }: CompileInput, files: SourceFile[]): SourceFile[] => {
  const base = baseOf(root, entry);
  return files.map(({ name }) => ({ name, sha256: hashFile(path.join(base, name)) }));
};

const baseOf = (root: string, entry: string): string => {
  const [realRoot, realEntry] = [realpathSync(root), realpathSync(entry)];
  return realEntry.startsWith(realRoot + path.sep) ? realRoot : path.dirname(realEntry);
};

const hashFile = (file: string): string => {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return ABSENT;
  }
};

/** Another process may have compiled the same meanwhile: then its folder stays. */
const moveInto = (from: string, to: string): void => {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
    rmSync(from, { recursive: true, force: true });
  }
};

const HOUR_MS = 3_600_000;

/** Keeps the one before, which pages may still be reading, and removes what is older. */
const removeOld = (home: string, current: string): void => {
  const others = readdirSync(home)
    .filter((name) => name !== current)
    .map((name) => ({
      dir: path.join(home, name),
      isNew: name.startsWith('.new-'),
      time: statSync(path.join(home, name)).mtimeMs,
    }))
    .toSorted((a, b) => b.time - a.time);
  const done = others.filter(({ isNew }) => !isNew).slice(1);
  const abandoned = others.filter(({ isNew, time }) => isNew && Date.now() - time > HOUR_MS);
  for (const { dir } of [...done, ...abandoned]) rmSync(dir, { recursive: true, force: true });
};
