import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileInChild, type RunCompile } from '../compile.ts';
import { discoverOne } from '../discover.ts';
import { LIMITS } from '../limits.ts';
import type { CompiledApi } from '../read-compiled.ts';
import { DocumentRefusal } from '../refusal.ts';

/**
 * Compiles two documents (files or folders) aside from the portal's own and gives them to `work`; what was compiled is gone
 * afterwards. Throws DocumentRefusal when one is absent or cannot be read.
 */
export const withCompiled = async <T>(
  [older, newer]: readonly [string, string],
  work: (older: CompiledApi, newer: CompiledApi) => T,
  run: RunCompile = compileInChild,
): Promise<T> => {
  const outDir = mkdtempSync(path.join(tmpdir(), 'portal-diff-'));
  try {
    const compile = (file: string): Promise<CompiledApi> =>
      compileTo(file, mkdtempSync(path.join(outDir, 'document-')), run);
    const before = await compile(older);
    return work(before, await compile(newer));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
};

const compileTo = async (file: string, outDir: string, run: RunCompile): Promise<CompiledApi> => {
  if (!existsSync(file)) throw new DocumentRefusal(`${file}: there is no such file or folder.`);
  const found = statSync(file).isFile()
    ? { root: path.dirname(path.resolve(file)), entry: path.resolve(file) }
    : discoverOne(path.resolve(file));
  if ('reason' in found) throw new DocumentRefusal(`${file}: ${found.reason}`);
  const { root, entry } = found;
  const answer = await run({ root, entry, slug: 'compared', outDir, limits: LIMITS });
  if (answer.status === 'refused')
    throw new DocumentRefusal(
      `${file}: ${answer.reason}${answer.place === undefined ? '' : ` (${answer.place})`}`,
      answer.place,
    );
  return { dir: outDir };
};
