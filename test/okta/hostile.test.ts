import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Fixture, fixtureOf, oidcBody, samlBody } from './fixtures.ts';
import { operations } from './okta-document.ts';
import {
  bookmarkBody,
  call,
  createOktaStand,
  type OktaStand,
  openOkta,
  type TestSandbox,
} from './okta-sandbox.ts';

let database: TestDatabase;
let sandbox: TestSandbox;
let stand: OktaStand;
let at: Fixture;
beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openOkta(database.db);
  stand = await createOktaStand(database.db);
  await database.db.execute(sql`update okta_orgs set rate_factor = 100000`);
  at = await fixtureOf(sandbox, stand);
});
afterAll(async () => {
  expect(sandbox.errors).toEqual([]);
  await sandbox.close();
  await database.drop();
});

const send = (method: string, path: string, body?: unknown) =>
  call(sandbox, method, path, { token: stand.token, ...(body === undefined ? {} : { body }) });

/** Anything that JSON can say, strange texts among it. */
const anything = fc.jsonValue({ maxDepth: 3 });
const strange = fc.oneof(
  anything,
  fc.constantFrom<unknown>(
    null,
    '',
    [],
    {},
    -1,
    1e308,
    '\u0000',
    '__proto__',
    "'; drop table",
    '{{x}}',
    '<script>',
  ),
);

/** Every place of a body, as a path. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) => placesOf(child, [...path, key])),
  ];
}
function replaced(body: unknown, path: string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof body !== 'object' || body === null) return value;
  const copy = Array.isArray(body) ? [...body] : { ...body };
  Reflect.set(copy, key, replaced(Reflect.get(body, key), rest, value));
  return copy;
}

describe('a strange body', () => {
  it.each([
    ['bookmark', bookmarkBody('Strange')],
    ['client', oidcBody('Strange client', {}, { client_secret: 'x'.repeat(20) })],
    [
      'SAML app',
      samlBody('Strange bridge', { acsEndpoints: [{ url: 'https://a.example', index: 0 }] }),
    ],
  ])(
    'of a %s never makes the sandbox fail',
    async (_name, body) => {
      const places = placesOf(body);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...places), strange, async (place, value) => {
          const answer = await send(
            'POST',
            '/api/v1/apps?activate=false',
            replaced(body, place, value),
          );
          expect(answer.status).toBeLessThan(500);
          if (answer.status === 200) await send('DELETE', `/api/v1/apps/${answer.json.id}`);
        }),
        { numRuns: 120 },
      );
    },
    120_000,
  );

  it('of every other operation is refused or taken, and the answer is documented', async () => {
    const writes = operations.filter(
      ({ operation }) => operation.requestBody?.content['application/json'],
    );
    for (const { method, path, operation } of writes) {
      if (operation.operationId === 'createApplication') continue;
      const ids: Record<string, string> = {
        appId: path.includes('connections') || path.includes('features') ? at.org2org : at.oidc,
        groupId: at.group,
        name: 'USER_PROVISIONING',
      };
      const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'x');
      const [example] = Object.values(
        operation.requestBody?.content['application/json']?.examples ?? {},
      );
      const places = placesOf(example?.value ?? {});
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...places), strange, async (place, value) => {
          const answer = await send(method, url, replaced(example?.value, place, value));
          expect(answer.status, operation.operationId).toBeLessThan(500);
        }),
        { numRuns: 30 },
      );
    }
  }, 120_000);
});

describe('a strange query', () => {
  it('never makes a list fail', async () => {
    const lists = [
      '/api/v1/apps',
      '/api/v1/groups',
      '/api/v1/users',
      `/api/v1/apps/${at.saml}/groups`,
      `/api/v1/apps/${at.saml}/users`,
    ];
    const names = ['q', 'filter', 'search', 'after', 'limit', 'expand', 'sortBy', 'sortOrder'];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\0',
        '%',
        '_',
        '\\',
        'id pr',
        'profile.x pr',
        'profile.__proto__ pr',
        'user/x',
        '9'.repeat(30),
        'profile.lastName',
      ),
    );
    const pairs = fc.array(fc.tuple(fc.constantFrom(...names), text), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lists), pairs, async (path, query) => {
        const answer = await send('GET', `${path}?${new URLSearchParams(query)}`);
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});

describe('two at once', () => {
  it('never get one label, nor a third secret', async () => {
    const twins = await Promise.all(
      [1, 2, 3].map(() => send('POST', '/api/v1/apps', bookmarkBody('Twin'))),
    );
    expect(twins.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(twins.find(({ status }) => status === 400)?.json.errorCode).toBe('E0000040');
    const path = `/api/v1/apps/${at.oidc}/credentials/secrets`;
    for (const { id } of (await send('GET', path)).list.slice(1)) {
      await send('POST', `${path}/${id}/lifecycle/deactivate`);
      await send('DELETE', `${path}/${id}`);
    }
    const secrets = await Promise.all([1, 2, 3].map(() => send('POST', path, {})));
    expect(secrets.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
  });

  it('activating and deleting end in one of two states', async () => {
    const { json } = await send('POST', '/api/v1/apps?activate=false', bookmarkBody('Contested'));
    const path = `/api/v1/apps/${json.id}`;
    const [gone, on] = await Promise.all([
      send('DELETE', path),
      send('POST', `${path}/lifecycle/activate`),
    ]);
    expect([
      [200, 404],
      [403, 200],
    ]).toContainEqual([gone?.status, on?.status]);
  });
});
