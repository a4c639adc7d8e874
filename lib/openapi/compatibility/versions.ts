import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { compileInChild, type RunCompile } from '../compile.ts';
import { compileCached, hashSources } from '../compile-cache.ts';
import { discoverOne } from '../discover.ts';
import { LIMITS } from '../limits.ts';
import type { CatalogEntry } from '../model.ts';
import { isSlug, nameSlug } from '../slug.ts';
import { compareDocuments } from './compare-documents.ts';
import type { ChangeReport } from './rules.ts';

/** One version of an API. `report` tells what it changed since the one before; the first has none. */
export type VersionStep = {
  /** The name of the kept file, or `current` for the document that the portal shows. */
  name: string;
  current: boolean;
  /** `info.version` of the document. */
  version?: string;
  report?: ChangeReport;
  refused?: string;
};
/** Newest first. */
export type VersionHistory = { steps: VersionStep[] };

type Stored = VersionHistory & { stamp: string };
export type VersionsInput = {
  /** The folder of `apis/{api}/versions/`. */
  contentDir: string;
  /** The folder of the catalog; histories are kept in `changes/` below it. */
  cacheDir: string;
  entries: readonly CatalogEntry[];
  run?: RunCompile;
};

const FOLDER = 'changes';
const DOCUMENT = /\.(?:ya?ml|json)$/i;

/**
 * Compares the kept versions of each API with each other and with the current document, and leaves the
 * histories for `readHistory`. What was compared before is not compared again. A version that cannot be read is told as such.
 */
export const loadVersions = async (input: VersionsInput): Promise<void> => {
  const rules = hashSources(path.join(process.cwd(), 'lib/openapi/compatibility'));
  for (const entry of input.entries) {
    if (entry.status !== 'ready') continue;
    const kept = await compileKept(input, entry.slug);
    const current: Compiled = { name: 'current', current: true, dir: entry.dir };
    const all = [current, ...kept];
    const stamp = JSON.stringify([
      rules,
      all.map(({ name, dir, refused }) => [name, dir, refused]),
    ]);
    if (readStored(input.cacheDir, entry.slug)?.stamp === stamp) continue;
    store(input.cacheDir, entry.slug, { stamp, steps: kept.length > 0 ? stepsOf(all) : [] });
  }
};

/** The versions of an API, newest first; no steps when none is kept. */
export const readHistory = (cacheDir: string, slug: string): VersionHistory => ({
  steps: readStored(cacheDir, slug)?.steps ?? [],
});

type Compiled = { name: string; current: boolean; dir: string; version?: string; refused?: string };

const compileKept = async (input: VersionsInput, slug: string): Promise<Compiled[]> => {
  const folder = path.join(input.contentDir, 'apis', slug, 'versions');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const kept: Compiled[] = [];
  for (const name of names.filter((each) => !each.startsWith('.'))) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory() || DOCUMENT.test(name))
      kept.push(await compileVersion(input, slug, file));
  }
  return kept.toSorted((a, b) => compareVersions(b.name, a.name));
};

const compileVersion = async (
  input: VersionsInput,
  slug: string,
  file: string,
): Promise<Compiled> => {
  const name = path.basename(file).replace(DOCUMENT, '');
  const found = statSync(file).isDirectory()
    ? discoverOne(file)
    : { root: path.dirname(file), entry: file };
  if ('reason' in found) return { name, current: false, dir: '', refused: found.reason };
  const cacheDir = path.join(input.cacheDir, FOLDER, 'versions', slug, nameSlug(name, 'api'));
  const { root, entry } = found;
  const { dir, answer } = await compileCached(
    { cacheDir, slug, root, entry, limits: LIMITS },
    input.run ?? compileInChild,
  );
  return answer.status === 'ready'
    ? { name, current: false, dir, version: answer.version }
    : { name, current: false, dir: '', refused: answer.reason };
};

/** Each version beside the one before it that can be read. */
const stepsOf = (all: Compiled[]): VersionStep[] =>
  all.map(({ name, current, dir, version, refused }, index) => {
    if (refused !== undefined) return { name, current, refused };
    const before = all.slice(index + 1).find((one) => one.refused === undefined);
    const report = before && compareDocuments({ dir: before.dir }, { dir });
    return {
      name,
      current,
      ...(version === undefined ? {} : { version }),
      ...(report ? { report, version: report.new.version } : {}),
    };
  });

/** By numbers, so that 10 comes after 9; a version with a suffix (`2.0.0-rc.1`) before the one without. */
export const compareVersions = (a: string, b: string): number => {
  const [first = '', suffix] = a.split(/-(.*)/s);
  const [second = '', other] = b.split(/-(.*)/s);
  const by = first.localeCompare(second, 'en', { numeric: true });
  if (by !== 0) return by;
  if (suffix === undefined || other === undefined)
    return Number(other !== undefined) - Number(suffix !== undefined);
  return suffix.localeCompare(other, 'en', { numeric: true });
};

const fileOf = (cacheDir: string, slug: string): string =>
  path.join(/*turbopackIgnore: true*/ cacheDir, FOLDER, `${slug}.json`);

const readStored = (cacheDir: string, slug: string): Stored | undefined => {
  const file = fileOf(cacheDir, slug);
  if (!isSlug(slug) || !existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as Stored; // written by `store`
};

const store = (cacheDir: string, slug: string, stored: Stored): void => {
  const file = fileOf(cacheDir, slug);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(stored));
  renameSync(`${file}.${process.pid}`, file);
};
