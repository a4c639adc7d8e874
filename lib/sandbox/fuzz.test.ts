import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installations } from '#lib/db/schema/apps.ts';
import { partnerScopes } from '#lib/domain/installations/scopes.ts';
import { type OperationSpec, operationSpecs, schemaAt } from '../../test/sandbox/document.ts';
import { call, createSchool, openSandbox, type TestSandbox } from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

// Valid, nearly valid and invalid requests for every operation, made from the document. `call` holds each answer
// against the document; here it only remains to see that none is a failure of ours.

const requestCount = 10_000;

let database: TestDatabase;
let sandbox: TestSandbox;
let tokens: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  const all = await createSchool(database.db);
  const half = await createSchool(database.db, {
    scopes: partnerScopes.filter((_, i) => i % 2 === 0),
  });
  for (const { installationId } of [all, half]) {
    await database.db
      .update(installations)
      .set({ rateLimitPerMinute: 1_000_000 })
      .where(eq(installations.id, installationId));
  }
  tokens = [all.token, all.token, all.token, all.token, half.token, 'okp_test_unknown'];
});
afterAll(async () => {
  await sandbox.close();
  await database.drop();
});

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  oneOf?: Schema[];
};

const hostile = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  '\u0000',
  '\ud800',
  "'; drop table students; --",
  '%_\\',
  '<script>alert(1)</script>',
  'ا'.repeat(300),
  '2015-02-30',
  '0000-00-00',
  [],
  [[[[[]]]]],
  {},
  { __proto__: null, constructor: 1 },
);

/** Values that the schema allows, mostly; ids stay small, so that many of them exist. */
function valuesFor(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref) return valuesFor({ ...schemaAt<Schema>(schema.$ref), ...without$ref(schema) });
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map(valuesFor));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 50, 50) });
    case 'boolean':
      return fc.boolean();
    case 'object':
      return objectOf(schema);
    default:
      return textOf(schema);
  }
}

const without$ref = ({ $ref: _, ...rest }: Schema): Schema => rest;

function textOf(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === 'date') {
    return fc
      .date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  }
  if (schema.format === 'email') return fc.emailAddress();
  if (schema.pattern?.startsWith('^\\+')) {
    return fc.integer({ min: 1_000_000, max: 9_999_999 }).map((n) => `+96650${n}`);
  }
  if (schema.pattern === '^[0-9A-Za-z-]+$') return fc.stringMatching(/^[0-9A-Za-z-]{1,32}$/);
  return fc.oneof(
    fc.constantFrom('سارة عبدالله', 'Omar Khalid Al-Harbi', 'Art', 'MATH'),
    fc.string({ minLength: schema.minLength ?? 0, maxLength: 40, unit: 'grapheme' }),
  );
}

function objectOf(schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    name,
    fc.oneof({ weight: 14, arbitrary: valuesFor(field) }, { weight: 1, arbitrary: hostile }),
  ]);
  return fc.record(Object.fromEntries(fields), {
    requiredKeys: fc.sample(fc.boolean(), 1)[0] ? (schema.required ?? []) : [],
  });
}

function bodyOf(operation: OperationSpec): fc.Arbitrary<string> {
  const content = (operation.spec.requestBody as { content: Record<string, { schema: Schema }> })
    .content;
  const schema = content['application/json']?.schema ?? {};
  const valid = valuesFor(schema).map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 12, arbitrary: valid },
    { weight: 2, arbitrary: fc.json() },
    {
      weight: 1,
      arbitrary: valid.map((text) => `${text.slice(0, -1)},"__proto__":{"x":1},"id":1}`),
    },
    {
      weight: 1,
      arbitrary: valid.chain((text) => fc.nat(text.length).map((n) => text.slice(0, n))),
    },
  );
}

const pathPart = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 320 }).map(String) },
  { weight: 2, arbitrary: fc.constantFrom('students_by_grade', 'guardians_contact_list') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '0',
      '-1',
      '1e9',
      '%00',
      '%ff',
      '%2e%2e',
      '9'.repeat(40),
      '__proto__',
    ),
  },
);

const queryPart = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  {
    weight: 4,
    arbitrary: fc
      .record({
        page: fc.oneof(fc.integer({ min: -1, max: 40 }).map(String), fc.string({ maxLength: 6 })),
        per_page: fc.oneof(
          fc.integer({ min: 0, max: 120 }).map(String),
          fc.string({ maxLength: 4 }),
        ),
        search: fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 6 })),
      })
      .map((query) => {
        const parts = Object.entries(query).map(([k, v]) => `${k}=${encode(v)}`);
        return `?${parts.join('&')}`;
      }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('?', '?page', '?%zz=%zz', '?page=1&page=x', '?search=%'),
  },
);
const encode = (text: string) => encodeURIComponent(text.toWellFormed());

const request = fc.constantFrom(...operationSpecs).chain((operation) =>
  fc.record({
    method: fc.oneof(
      { weight: 30, arbitrary: fc.constant(operation.method) },
      { weight: 1, arbitrary: fc.constantFrom('DELETE', 'PUT', 'PATCH', 'POST', 'GET') },
    ),
    path: pathPart.map((part) => operation.path.replace(/\{\w+\}/, part)),
    query: operation.method === 'GET' ? queryPart : fc.constant(''),
    body: operation.method === 'GET' ? fc.constant(undefined) : bodyOf(operation),
    token: fc.nat(5),
    key: fc.option(fc.constantFrom('k1', 'k2', 'k3', '', 'x'.repeat(256), 'é'), { freq: 3 }),
    type: fc.oneof(
      { weight: 20, arbitrary: fc.constant('application/json') },
      { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-16') },
    ),
  }),
);

it(`${requestCount} requests find no answer that the document does not describe`, async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 25, maxLength: 25 }), async (requests) => {
      await Promise.all(
        requests.map(async ({ method, path, query, body, token, key, type }) => {
          const sent = method === 'GET' ? undefined : (body ?? '{}');
          const answer = await call(sandbox, method, path + query, {
            token: tokens[token] ?? null,
            body: sent,
            ...(key === null ? {} : { key }),
            headers: sent === undefined ? {} : { 'content-type': type },
          });
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        }),
      );
      expect(sandbox.errors).toEqual([]);
    }),
    { numRuns: requestCount / 25, endOnFailure: true },
  );
  // The requests are worth something only if they reach every kind of answer.
  for (const status of [200, 201, 202, 400, 401, 403, 404, 405, 409, 422]) {
    expect(statuses.get(status) ?? 0, String(status)).toBeGreaterThan(5);
  }
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
}, 180_000);
