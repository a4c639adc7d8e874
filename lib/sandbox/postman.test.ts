import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import newman from 'newman';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { apiCollection } from '#lib/content/api-collection.ts';
import { type PostmanCollection, PostmanHints } from '#lib/content/postman.ts';
import { compileText } from '#lib/openapi/fixtures/compile-text.ts';
import { nodeListener } from '#lib/sandbox/node-listener.ts';
import { root } from '../../test/repo/source-files.ts';
import { operationSpecs } from '../../test/sandbox/document.ts';
import {
  createSchool,
  openSandbox,
  type School,
  type TestSandbox,
} from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

let database: TestDatabase;
let sandbox: TestSandbox;
let school: School;
const server = createServer();

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  school = await createSchool(database.db);
  server.on('request', nodeListener(sandbox));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

const hints = PostmanHints.parse(
  parse(readFileSync(path.join(root, 'content/apis/partners/postman.yaml'), 'utf8')),
);
const baseUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/apps`;
const api = compileText(
  readFileSync(path.join(root, 'content/apis/partners/openapi.yaml'), 'utf8'),
);
const collectionOf = async (): Promise<PostmanCollection> => {
  const apisDir = path.join(root, 'content/apis');
  const made = await apiCollection({ ...api, slug: 'partners', apisDir, baseUrl: baseUrl() });
  if (!made) throw new Error('the document is compiled');
  return made;
};

it('has every operation of the document once, in folders by tag', async () => {
  const { item } = await collectionOf();
  const requests = item.filter(({ name }) => name !== 'First').flatMap((folder) => folder.item);
  expect(requests.map(({ name }) => name).sort()).toEqual(
    operationSpecs.map(({ spec }) => spec.summary).sort(),
  );
  expect(JSON.stringify(await collectionOf())).not.toContain('okp_test_');
});

it('every hint is about an operation that exists', () => {
  const ids = new Set(operationSpecs.map(({ operationId }) => operationId));
  const named = [hints.keep, hints.bodies, hints.paths].flatMap((part) => Object.keys(part));
  expect([...hints.first, ...named].filter((id) => !ids.has(id))).toEqual([]);
});

it('runs green from top to bottom against the sandbox, twice', async () => {
  const collection = await collectionOf();
  for (let round = 0; round < 2; round++) {
    const summary = await new Promise<newman.NewmanRunSummary>((resolve, reject) =>
      newman.run(
        {
          collection: JSON.parse(JSON.stringify(collection)),
          envVar: [{ key: 'token', value: school.token }],
        },
        (error, result) => (error ? reject(error) : resolve(result)),
      ),
    );
    const failures = summary.run.failures.map(({ source, error }) => [source?.name, error.message]);
    expect(failures).toEqual([]);
    expect(summary.run.stats.assertions.total).toBe(24);
  }
});
