import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { loadCatalog } from '#lib/openapi/catalog.ts';
import type { CompileAnswer, CompileJob, RunCompile } from '#lib/openapi/compile.ts';
import { type Columns, ms, within } from './columns.ts';
import { makeDocument } from './document.ts';

const limitMs = 5000;
const operations = 400;
/** Makes the document about 4 MB. */
const properties = 48;

/** Compiling a document of 400 operations and 4 MB, as JSON and as YAML, and finding it unchanged at the next start. */
export async function benchCompile(): Promise<Columns> {
  const document = makeDocument({ operations, properties });
  const rows: string[][] = [];
  for (const [name, text] of [
    ['bench.json', JSON.stringify(document)],
    ['bench.yaml', stringify(document)],
  ] as const) {
    const dir = await mkdtemp(path.join(tmpdir(), 'portal-compile-'));
    const file = path.join(dir, 'specs', name);
    try {
      await writeInto(file, text);
      const megabytes = `${((await stat(file)).size / 1e6).toFixed(1)} MB`;
      const first = await load(dir);
      const again = await load(dir);
      rows.push([
        `${name}, ${megabytes}`,
        ms(first.processorMs),
        ms(first.tookMs),
        `at most ${ms(limitMs)}`,
        within(first.processorMs, limitMs),
        ms(again.tookMs),
      ]);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }
  return {
    title: `Compiling a document of ${operations} operations`,
    heads: ['', 'processor', 'by the clock', 'limit', '', 'unchanged'],
    rows,
  };
}

async function writeInto(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function load(dir: string): Promise<{ tookMs: number; processorMs: number }> {
  const started = performance.now();
  let processorMs = 0;
  const run: RunCompile = async (job) => {
    const { answer, usedMs } = await compile(job);
    processorMs += usedMs;
    return answer;
  };
  const input = { specsDir: path.join(dir, 'specs'), cacheDir: path.join(dir, 'cache'), run };
  const [entry] = await loadCatalog(input);
  if (entry?.status !== 'ready' || entry.operations !== operations)
    throw new Error('The document was not compiled.');
  return { tookMs: performance.now() - started, processorMs };
}

/** As the portal does it: in a process of its own. */
async function compile(job: CompileJob): Promise<{ answer: CompileAnswer; usedMs: number }> {
  const script = path.join(import.meta.dirname, 'measured-compile.ts');
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    `--max-old-space-size=${job.limits.heapMb}`,
    '--disable-warning=ExperimentalWarning',
    script,
    JSON.stringify(job),
  ]);
  const answer = JSON.parse(stdout) as CompileAnswer; // written by compile-child.ts
  return { answer, usedMs: Number(stderr.split('\n').at(-1)) };
}
