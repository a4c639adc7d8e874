import { expect, test } from 'vitest';
import { importsOf, readSources } from './source-files.ts';

// A file imports only from parts below its own (design 3). The rank is the storey: higher may import lower.
const storeys: readonly (readonly string[])[] = [
  ['lib/std'],
  ['lib/config', 'lib/routes', 'lib/errors'],
  ['lib/openapi', 'lib/content', 'lib/db', 'lib/http'],
  ['lib/domain'],
  ['lib/sandbox', 'lib/relay', 'lib/worker', 'lib/auth', 'lib/bin', 'components'],
  ['app', 'server', 'proxy.ts'],
];

// Neighbours on one storey that may know each other, each with its reason.
const neighbours: Record<string, readonly string[]> = {
  // The relay answers as somebody, and who that is comes from the session.
  'lib/relay': ['lib/auth'],
  // Guides and the search index show what the documents say, not the other way round.
  'lib/content': ['lib/openapi'],
};

const parts = storeys.flat();
const partOf = (path: string): string | undefined =>
  parts.find((part) => path === part || path.startsWith(`${part}/`) || path === `${part}.ts`);
const storeyOf = (part: string): number => storeys.findIndex((storey) => storey.includes(part));

const isTest = (path: string) => /\.(test|spec)\.tsx?$|\/fixtures\//.test(path);
const sources = readSources('lib/*', 'app/*', 'components/*', 'server/*').filter(
  (file) => /\.tsx?$/.test(file.path) && !isTest(file.path),
);

test('a file imports only from parts below its own', () => {
  const wrong: string[] = [];
  for (const file of sources) {
    const from = partOf(file.path);
    for (const { target, typeOnly } of importsOf(file)) {
      const to = partOf(target);
      if (!from || !to || from === to) continue;
      if (from === 'components' && typeOnly) continue;
      const allowed = storeyOf(to) < storeyOf(from) || neighbours[from]?.includes(to);
      if (!allowed) wrong.push(`${file.path} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('components take values only from ui, std, routes, errors, openapi/model and schemas files', () => {
  const allowed =
    /^(components\/|lib\/std\/|lib\/routes\.ts|lib\/errors\.ts|lib\/openapi\/model|lib\/.*\/schemas\.ts$)/;
  const wrong: string[] = [];
  for (const file of sources.filter(({ path }) => path.startsWith('components/'))) {
    for (const { target, typeOnly } of importsOf(file)) {
      if (typeOnly || !/^(lib|app|server)\//.test(target)) continue;
      if (!allowed.test(target)) wrong.push(`${file.path} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('primitives know no router, no query and no domain', () => {
  const wrong: string[] = [];
  for (const file of sources.filter(({ path }) => path.startsWith('components/ui/'))) {
    for (const { target } of importsOf(file)) {
      if (
        /^(next\/navigation|@tanstack\/|lib\/(?!std\/)|app\/|server\/|components\/(?!ui\/))/.test(
          target,
        )
      ) {
        wrong.push(`${file.path} imports ${target}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('lib knows neither the pages nor their framework; only auth may use next-auth', () => {
  const wrong: string[] = [];
  for (const file of sources.filter(({ path }) => path.startsWith('lib/'))) {
    for (const { target } of importsOf(file)) {
      const framework = /^(next|react|react-dom)(\/|$)/.test(target);
      const auth = /^next-auth(\/|$)/.test(target) && !file.path.startsWith('lib/auth/');
      if (framework || auth) wrong.push(`${file.path} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('one component imports swagger-ui-react', () => {
  const users = sources.filter((file) =>
    importsOf(file).some(({ target }) => target === 'swagger-ui-react'),
  );
  expect(
    users.map(({ path }) => path).filter((path) => !path.startsWith('components/console/')),
  ).toEqual([]);
  expect(users.length).toBeLessThanOrEqual(1);
});

test('SQL stands only in queries files and migrations', () => {
  const statement =
    /(`|')\s*(with\s+\w+\s+as\s*\(|select\s[\s\S]{0,400}?\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s)/i;
  const wrong = sources.filter(
    (file) =>
      !/(^|[/-])queries\.ts$/.test(file.path) &&
      !file.path.startsWith('lib/db/') &&
      statement.test(file.text),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
