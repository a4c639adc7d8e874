import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readSources, root, trackedFiles, withoutComments } from './source-files.ts';

const isTest = (file: string) => /\.(test|spec)\.tsx?$|\/fixtures\/|^test\/|^e2e\//.test(file);
const sources = readSources('*.ts', '*.tsx', '*.mjs').filter(
  (file) => !file.path.startsWith('lib/db/migrations/'),
);
const written = sources.filter(({ path: file }) => !isTest(file));

test('source files have at most 300 lines', () => {
  const long = written.filter(({ lines }) => lines > 300);
  expect(long.map(({ path: file, lines }) => `${file}: ${lines}`)).toEqual([]);
});

test('routes have at most 60 lines: they read, call and render', () => {
  const routes = written.filter(({ path: file }) =>
    /^app\/(.*\/)?(page|route|layout)\.tsx?$/.test(file),
  );
  const long = routes.filter(({ lines }) => lines > 60);
  expect(long.map(({ path: file, lines }) => `${file}: ${lines}`)).toEqual([]);
});

test('the environment is read in one place', () => {
  const readers = written.filter(
    ({ path: file, text }) =>
      /^(app|components|lib|server)\//.test(file) &&
      file !== 'lib/config/env.ts' &&
      // Samples are programs for the reader's machine, where the token comes from its environment.
      !file.startsWith('lib/openapi/samples') &&
      /process\.env/.test(withoutComments(text)),
  );
  expect(readers.map(({ path: file }) => file)).toEqual([]);
});

test('internal links are made by lib/routes.ts', () => {
  const written =
    /(href|action|redirect|push|replace|formAction)\s*[=(]\s*\{?\s*['"`]\/(?!\/)[a-z]/;
  const wrong = sources.filter(
    ({ path: file, text }) => /^(app|components)\//.test(file) && written.test(text),
  );
  expect(wrong.map(({ path: file }) => file)).toEqual([]);
});

test('nothing is silenced: no any, no ts-ignore, no switched-off test', () => {
  const silencers = /@ts-(ignore|nocheck|expect-error)/;
  const marks = /\bas any\b|:\s*any\b|\b(it|test|describe)\.(skip|only|todo|fixme)\b/;
  const wrong = sources.filter(
    ({ path: file, text }) =>
      file !== 'test/repo/house-rules.test.ts' &&
      (silencers.test(text) || marks.test(withoutComments(text))),
  );
  expect(wrong.map(({ path: file }) => file)).toEqual([]);
});

test('the lock file carries no download addresses', () => {
  const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  expect(lock).not.toMatch(/"resolved":\s*"http/);
});

test('dependencies are pinned, and no lower than the floors of the security table', () => {
  const floors: Record<string, string> = {
    next: '16.4.1',
    'next-auth': '4.24.15',
    sharp: '0.35.5',
    dompurify: '3.4.17',
    'js-yaml': '4.3.2',
    'swagger-ui-react': '5.35.0',
  };
  const lock: { packages: Record<string, { version?: string }> } = JSON.parse(
    readFileSync(path.join(root, 'package-lock.json'), 'utf8'),
  );
  const low: string[] = [];
  for (const [name, floor] of Object.entries(floors)) {
    const installed = Object.entries(lock.packages).filter(([key]) =>
      key.endsWith(`node_modules/${name}`),
    );
    expect(installed.length, `${name} is installed`).toBeGreaterThan(0);
    for (const [key, { version }] of installed) {
      if (version && isBelow(version, floor)) low.push(`${key} ${version} < ${floor}`);
    }
  }
  expect(low).toEqual([]);
  const manifest: {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, range]) => !/^\d+\.\d+\.\d+/.test(range),
  );
  expect(loose).toEqual([]);
});

function isBelow(version: string, floor: string): boolean {
  const [a, b] = [version, floor].map((text) => text.split('-')[0]?.split('.').map(Number) ?? []);
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

test('paths named in the documentation exist', () => {
  const known = new Set(trackedFiles());
  const folders = new Set([...known].flatMap((file) => ancestors(file)));
  const missing: string[] = [];
  for (const { path: file, text } of readSources('README.md', 'docs/*.md', 'docs/**/*.md')) {
    for (const match of text.matchAll(
      /`((?:app|components|content|docs|e2e|lib|public|scripts|server|test|bench)\/[\w./@[\]-]*)`/g,
    )) {
      const named = (match[1] ?? '').replace(/\/$/, '');
      if (!known.has(named) && !folders.has(named)) missing.push(`${file}: ${named}`);
    }
  }
  expect(missing).toEqual([]);
});

function ancestors(file: string): string[] {
  const segments = file.split('/');
  return segments.slice(0, -1).map((_, i) => segments.slice(0, i + 1).join('/'));
}
