/**
 * `npm run check:specs -- DIR`: compiles every document under DIR, one line each, into a folder of its own that is removed
 * afterwards. Ends with 1 if any was refused.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CatalogProgress, loadCatalog } from '#lib/openapi/catalog.ts';

const report = ({ entry, elapsedMs }: CatalogProgress): void => {
  if (entry.status === 'ready')
    console.log(`ok ${entry.file} ${entry.operations} operations ${Math.round(elapsedMs)} ms`);
  else
    console.log(
      `refused ${entry.file}: ${entry.reason}${entry.place === undefined ? '' : ` (${entry.place})`}`,
    );
};

const main = async (dir: string | undefined): Promise<number> => {
  if (dir === undefined || !existsSync(dir) || !statSync(dir).isDirectory()) {
    console.error('Say which folder to check: npm run check:specs -- DIR');
    return 1;
  }
  const cacheDir = mkdtempSync(path.join(tmpdir(), 'check-specs-'));
  try {
    const entries = await loadCatalog({
      specsDir: path.resolve(dir),
      cacheDir,
      sameSlug: 'number',
      onProgress: report,
    });
    if (entries.length === 0) console.error(`There is no .yaml, .yml or .json file in ${dir}.`);
    return entries.length === 0 || entries.some(({ status }) => status === 'refused') ? 1 : 0;
  } finally {
    rmSync(cacheDir, { recursive: true, force: true });
  }
};

process.exitCode = await main(process.argv[2]);
