import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeFiles } from '#lib/openapi/fixtures/compile-text.ts';
import { root } from '../repo/source-files.ts';

const dir = writeFiles({
  'old.yaml': `openapi: 3.0.3
info: {title: School, version: '1'}
paths: {/me: {get: {parameters: [{name: q, in: query, schema: {type: string}}], responses: {'200': {description: ok}}}}}`,
  'more.yaml': `openapi: 3.0.3
info: {title: School, version: '1.1'}
paths: {/me: {get: {parameters: [{name: q, in: query, schema: {type: string}}, {name: page, in: query, schema: {type: integer}}], responses: {'200': {description: ok}}}}}`,
  'swagger.yaml': `swagger: '2.0'
info: {title: School, version: '2'}
paths: {/me: {get: {responses: {'200': {description: ok}}}}}`,
  'broken.yaml': 'openapi: 3.0.3\ninfo: [',
});

const diff = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const script = path.join(root, 'scripts/portal/main.ts');
    // Without the environment: neither database nor portal is needed.
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', script, 'diff', ...args],
      { cwd: root, env: { NODE_ENV: 'test' } },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
const file = (name: string) => path.join(dir, name);

it('ends with 0 when old clients go on', { timeout: 120_000 }, async () => {
  const { code, out } = await diff(file('old.yaml'), file('more.yaml'));
  expect(code).toBe(0);
  expect(out).toContain('compatible  C0-09  GET /me › query `page`');
  expect(out).toContain('compatible: 0 breaking, 1 compatible');
});

it('ends with 2 when the new document breaks them; --json prints the report and nothing else', {
  timeout: 120_000,
}, async () => {
  const { code, out } = await diff(file('old.yaml'), file('swagger.yaml'), '--json');
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({
    verdict: 'breaking',
    old: { version: '1', specVersion: '3.0' },
    new: { version: '2', specVersion: '2.0' },
    counts: { breaking: 1, compatible: 0 },
    changes: [
      {
        verdict: 'breaking',
        rule: 'C0-10',
        kind: 'query-parameter-removed',
        place: 'GET /me › query `q`',
        pointer: '#/paths/~1me/get/parameters',
        document: 'old',
      },
    ],
  });
});

it('ends with 1 and a reason when it cannot compare', { timeout: 120_000 }, async () => {
  const broken = await diff(file('old.yaml'), file('broken.yaml'));
  expect([broken.code, broken.out]).toEqual([1, '']);
  expect(broken.err).toMatch(/broken\.yaml: .+ \(\d+:\d+\)/);
  const absent = await diff(file('old.yaml'), file('absent.yaml'));
  expect([absent.code, absent.err]).toEqual([
    1,
    `${file('absent.yaml')}: there is no such file or folder.\n`,
  ]);
  expect(await diff(file('old.yaml'))).toMatchObject({ code: 1, out: '' });
});
