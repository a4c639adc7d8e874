import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog, readCatalog, readOperation } from './catalog.ts';
import { compileInChild, type RunCompile } from './compile.ts';
import { newFolder, writeFiles } from './fixtures/compile-text.ts';
import { LIMITS } from './limits.ts';

const text = (title: string, more = ''): string =>
  `openapi: 3.0.3\ninfo: {title: ${title}, version: "1"}\npaths: {/a: {get: {operationId: a, responses: {}}}}\n${more}`;
/** Counts how often a document is compiled. */
const counting = (): { run: RunCompile; slugs: string[] } => {
  const slugs: string[] = [];
  return {
    slugs,
    run: (job) => {
      slugs.push(job.slug);
      return compileInChild(job);
    },
  };
};

describe('the catalog', { timeout: 120_000 }, () => {
  it('lists the writers’ documents first, then the dropped ones, ready or refused with a reason and place', async () => {
    const contentDir = writeFiles({ 'apis/partners/openapi.yaml': text('Partners') });
    const specsDir = writeFiles({
      'broken.json': '{"openapi": "3.0.0",\n "info": {',
      'notes.md': '# no document',
      'one.yaml': text('One'),
      'partners.yaml': text('Another'),
      'several/spec/swagger.json':
        '{"swagger": "2.0", "info": {"title": "Several", "version": "1"}, "paths": {"/p": {"$ref": "../paths.json"}}}',
      'several/paths.json': '{"get": {"responses": {}}}',
      'empty-folder/readme.txt': 'nothing here',
    });
    const cacheDir = newFolder();
    const entries = await loadCatalog({ contentDir, specsDir, cacheDir });
    expect(
      entries.map((entry) => [
        entry.slug,
        entry.source,
        entry.status,
        'reason' in entry ? `${entry.reason} (${entry.place})` : entry.title,
      ]),
    ).toEqual([
      ['partners', 'content', 'ready', 'Partners'],
      ['broken', 'dropped', 'refused', expect.stringMatching(/ends too early.*\(2:11\)$/)],
      [
        'empty-folder',
        'dropped',
        'refused',
        expect.stringContaining('holds no file named openapi or swagger'),
      ],
      ['one', 'dropped', 'ready', 'One'],
      ['partners', 'dropped', 'refused', expect.stringContaining('/reference/partners')],
      ['several', 'dropped', 'ready', 'Several'],
    ]);
    expect(readCatalog(cacheDir)).toEqual(entries);
    const one = entries.find(({ slug }) => slug === 'one');
    expect(one?.status === 'ready' && (await readOperation(one, 'a'))?.operation.path).toBe('/a');
  });

  it('takes a file that another document brings in as its part, not as a document that failed', async () => {
    const specsDir = writeFiles({
      'api.yaml': text('Api', 'components: {schemas: {Pet: {$ref: "pet.yaml"}}}'),
      'pet.yaml': 'type: object',
    });
    const entries = await loadCatalog({ specsDir, cacheDir: newFolder() });
    expect(entries.map(({ file, status }) => [file, status])).toEqual([['api.yaml', 'ready']]);
  });
});

describe('the cache', { timeout: 120_000 }, () => {
  it('compiles nothing again until a file of the document changes', async () => {
    const specsDir = writeFiles({
      'api.yaml': text(
        'Api',
        'components: {schemas: {Pet: {$ref: "pet.yaml"}, Gone: {$ref: "later.yaml"}}}',
      ),
      'pet.yaml': 'type: object',
      'broken.json': '{',
    });
    const cacheDir = newFolder();
    const { run, slugs } = counting();
    const load = async () => {
      slugs.length = 0;
      await loadCatalog({ specsDir, cacheDir, run });
      return [...slugs];
    };
    expect(await load()).toEqual(['api', 'broken', 'pet']);
    expect(await load()).toEqual([]);
    writeFileSync(path.join(specsDir, 'pet.yaml'), 'type: string');
    expect(await load()).toEqual(['api', 'pet']);
    writeFileSync(path.join(specsDir, 'later.yaml'), 'type: string');
    expect(await load()).toEqual(['api', 'later']);
    expect(await load()).toEqual([]);
    // The one before stays for pages that are being read; drafts do not.
    expect(readdirSync(path.join(cacheDir, 'api')).length).toBe(2);
  });
});

describe('a document that harms its reader', { timeout: 120_000 }, () => {
  const specs = () => writeFiles({ 'a-bad.yaml': text('Bad'), 'b-good.yaml': text('Good') });

  it('by taking too long is refused alone', async () => {
    const limits = { ...LIMITS, timeoutMs: 1 };
    const answer = await compileInChild({
      root: '/',
      entry: '/nowhere.yaml',
      slug: 'x',
      outDir: newFolder(),
      limits,
    });
    expect(answer).toMatchObject({
      status: 'refused',
      reason: 'Reading it took longer than 0.001 seconds.',
    });
  });

  it('by ending the process is refused alone, and tried again at the next start', async () => {
    const cacheDir = newFolder();
    const specsDir = specs();
    const run: RunCompile = (job) =>
      job.slug === 'a-bad'
        ? Promise.resolve({
            status: 'refused',
            reason: 'The process that reads it ended without an answer.',
            files: [],
          })
        : compileInChild(job);
    const entries = await loadCatalog({ specsDir, cacheDir, run });
    expect(entries.map(({ status }) => status)).toEqual(['refused', 'ready']);
    const again = await loadCatalog({ specsDir, cacheDir });
    expect(again.map(({ status }) => status)).toEqual(['ready', 'ready']);
  });

  it('by needing too much memory is refused with that reason', async () => {
    const many = Array.from(
      { length: 60_000 },
      (_, i) => `"P${i}":{"type":"string","description":"text ${i}"}`,
    ).join(',');
    const dir = writeFiles({
      'big.json': `{"openapi":"3.0.0","info":{"title":"Big","version":"1"},"paths":{},"components":{"schemas":{${many}}}}`,
    });
    const limits = { ...LIMITS, heapMb: 24 };
    const answer = await compileInChild({
      root: dir,
      entry: path.join(dir, 'big.json'),
      slug: 'big',
      outDir: newFolder(),
      limits,
    });
    expect(answer).toMatchObject({
      status: 'refused',
      reason: 'Reading it needs more than 24 MB of memory.',
    });
  }, 120_000);
});
