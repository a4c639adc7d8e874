import path from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalog } from '../catalog.ts';
import { newFolder, writeFiles } from '../fixtures/compile-text.ts';
import { compareVersions, loadVersions, readHistory } from './versions.ts';

const documentOf = (version: string, ...properties: string[]): string =>
  `openapi: 3.1.0
info: {title: School, version: '${version}'}
paths:
  /me: {get: {operationId: me, responses: {'200': {description: ok, content: {application/json: {schema: {type: object, properties: {${properties.map((name) => `${name}: {type: string}`).join(', ')}}}}}}}}}`;

const load = async (files: Record<string, string>) => {
  const contentDir = writeFiles(files);
  const cacheDir = newFolder();
  const entries = await loadCatalog({ contentDir, cacheDir });
  await loadVersions({ contentDir, cacheDir, entries });
  return { contentDir, cacheDir, entries };
};

it('the kept versions stand newest first, each with what it changed', {
  timeout: 120_000,
}, async () => {
  const { cacheDir, contentDir, entries } = await load({
    'apis/school/openapi.yaml': documentOf('10.1.0', 'id', 'email'),
    'apis/school/versions/9.0.0.yaml': documentOf('9.0.0', 'id', 'phone'),
    'apis/school/versions/10.0.0/openapi.yaml': documentOf('10.0.0', 'id'),
    'apis/school/versions/9.5.0.yaml': 'openapi: 3.1.0\ninfo: {title: [',
  });
  const { steps } = readHistory(cacheDir, 'school');
  expect(
    steps.map(({ name, version, report, refused }) => [
      name,
      version,
      report?.changes.map(({ kind }) => kind),
      refused === undefined,
    ]),
  ).toEqual([
    ['current', '10.1.0', ['response-property-added'], true],
    ['10.0.0', '10.0.0', ['response-property-removed'], true],
    ['9.5.0', undefined, undefined, false],
    ['9.0.0', '9.0.0', undefined, true],
  ]);
  // Nothing changed: nothing is compiled or compared again.
  let runs = 0;
  await loadVersions({
    contentDir,
    cacheDir,
    entries,
    run: () => {
      runs += 1;
      throw new Error('not needed');
    },
  });
  expect([runs, readHistory(cacheDir, 'school').steps.length]).toEqual([0, 4]);
});

it('an API that keeps no version has no steps, and a strange name reads nothing', async () => {
  const { cacheDir } = await load({ 'apis/school/openapi.yaml': documentOf('1', 'id') });
  expect(readHistory(cacheDir, 'school')).toEqual({ steps: [] });
  expect(readHistory(cacheDir, path.join('..', 'catalog'))).toEqual({ steps: [] });
});

it('versions are ordered by their numbers, drafts before what they become', () => {
  const names = ['1.10.0', '1.9.0', '2.0.0', '2.0.0-rc.1', '2024-06-01', '2.0.0-rc.10'];
  expect(names.toSorted(compareVersions)).toEqual([
    '1.9.0',
    '1.10.0',
    '2.0.0-rc.1',
    '2.0.0-rc.10',
    '2.0.0',
    '2024-06-01',
  ]);
});
