import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { withPortal } from './portal.ts';
import { withBrowser } from './reference/browser.ts';
import type { Columns } from './reference/columns.ts';
import { benchCompile } from './reference/compile-bench.ts';
import { makeDocument } from './reference/document.ts';
import { benchMemory } from './reference/memory-bench.ts';
import { benchScale, benchWeight, type Scale } from './reference/page-bench.ts';
import { benchSearch } from './reference/search-bench.ts';
import { benchViewers, viewed } from './reference/viewers-bench.ts';

const sizes: readonly Scale[] = [
  { slug: 'small', operations: 5 },
  { slug: 'large', operations: 11_000 },
];

/** The reference: compiling, searching, what a page weighs, what a large document costs, and how others do. */
export async function benchReference(print: (table: Columns) => void): Promise<void> {
  const load = loadavg()[0]?.toFixed(1);
  console.log(`\n${availableParallelism()} processors, load ${load} before this run`);
  print(await benchCompile());
  print(benchSearch());
  print(await benchMemory());
  const specsDir = await mkdtemp(path.join(tmpdir(), 'portal-specs-'));
  try {
    for (const { slug, operations } of [...sizes, viewed])
      await writeFile(
        path.join(specsDir, `${slug}.json`),
        JSON.stringify(makeDocument({ operations, title: slug })),
      );
    await withPortal(
      (base) =>
        withBrowser(async (browser) => {
          print(await benchWeight(browser, base));
          print(await benchScale(browser, base, sizes));
          print(await benchViewers(browser, base));
        }),
      { PORTAL_SPECS_DIR: specsDir },
    );
  } finally {
    await rm(specsDir, { recursive: true, force: true });
  }
}
