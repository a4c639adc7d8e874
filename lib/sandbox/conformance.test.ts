import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventScopes } from '#lib/domain/events/catalog.ts';
import { partnerScopes } from '#lib/domain/installations/scopes.ts';
import { catalog } from '#lib/sandbox/partners/catalog.ts';
import {
  document,
  documentedPairs,
  exercised,
  faultsOf,
  operationSpecs,
} from '../../test/sandbox/document.ts';
import {
  type CallOptions,
  call,
  createSchool,
  guardianBody,
  openSandbox,
  placeIn,
  type School,
  studentBody,
  type TestSandbox,
} from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

// The ledger: every answer that the document promises for an operation is brought about here, and `call` holds
// its body and headers against the document. The last test names what was never seen.

let database: TestDatabase;
let sandbox: TestSandbox;
let school: School;
let without: School;
let place: Awaited<ReturnType<typeof placeIn>>;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  school = await createSchool(database.db);
  without = await createSchool(database.db, { scopes: [] });
  place = await placeIn(sandbox, school);
});
afterAll(async () => {
  await sandbox.close();
  await database.drop();
});

/** A body that each write accepts, fresh at every call. */
const validBody: Record<string, () => unknown> = {
  createStudent: () => studentBody(place),
  updateStudent: () => ({ full_name: 'Omar Khalid Al-Harbi' }),
  createGuardian: () => guardianBody(),
  updateGuardian: () => ({ email: 'khalid.alharbi@example.com' }),
  createSubject: () => ({ name: 'Art', code: 'ART-9' }),
  createEmployee: () => ({
    full_name: 'Huda Salem Al-Otaibi',
    job_title: 'Mathematics teacher',
    email: 'huda.alotaibi@example.com',
  }),
  runReport: () => ({}),
  sendNotification: () => ({ to: '+966501234567', message: 'Omar arrived at 06:52.' }),
};

async function idFor(operationId: string): Promise<string> {
  if (operationId === 'runReport') return 'students_by_grade';
  const list = { Student: '/education/students', Guardian: '/education/guardians' };
  const kind = operationId.replace(/^(get|update)/, '');
  const path = Object.hasOwn(list, kind) ? list[kind as keyof typeof list] : '/employees/directory';
  const { json } = await call(sandbox, 'GET', `${path}?per_page=1`, { token: school.token });
  return String((json.data as { id: number }[])[0]?.id);
}

for (const operation of operationSpecs) {
  const { operationId, method } = operation;
  const isWrite = method !== 'GET';
  const statuses = Object.keys(operation.spec.responses as object);
  const send = async (options: CallOptions & { id?: string; query?: string } = {}) => {
    const id = options.id ?? (operation.path.includes('{') ? await idFor(operationId) : '');
    const path = operation.path.replace(/\{\w+\}/, id) + (options.query ?? '');
    const body = isWrite ? (options.body ?? validBody[operationId]?.()) : undefined;
    return call(sandbox, method, path, { token: school.token, ...options, body });
  };
  const status = async (options: Parameters<typeof send>[0]) => (await send(options)).status;

  describe(`${operationId}`, () => {
    it('answers with what it promises', async () => {
      const first = statuses.find((code) => code.startsWith('2') && code !== '200') ?? '200';
      expect(await status({})).toBe(Number(first));
    });
    if (statuses.includes('200') && statuses.includes('201'))
      it('answers 200 with the existing record the second time', async () =>
        expect(await status({})).toBe(200));
    it('answers 401 without a token', async () => expect(await status({ token: null })).toBe(401));
    if (statuses.includes('403'))
      it('answers 403 naming the scope', async () => {
        const answer = await send({ token: without.token });
        expect(answer.status).toBe(403);
        expect(answer.json).toEqual({
          message: 'The given scope is not granted for this installation.',
          error: 'scope_not_granted',
          scope: operation.scopes[0],
        });
      });
    if (statuses.includes('404'))
      it('answers 404 for what is not there', async () => {
        for (const id of ['999999999', '0', '-1', '1.5', 'abc', '9007199254740992', '%00', '%ff']) {
          expect(await status({ id }), id).toBe(404);
        }
      });
    if (isWrite)
      it('answers 400 for a body that is no JSON object', async () =>
        expect(await status({ body: '[]' })).toBe(400));
    if (isWrite)
      it('answers 413 for a body over 1 MiB', async () =>
        expect(await status({ body: `{"a":"${'x'.repeat(1024 * 1024)}"}` })).toBe(413));
    if (isWrite)
      it('answers 422 for an unknown field', async () => {
        const answer = await send({ body: { id: 7, colour: 'green' } });
        expect(answer.status).toBe(422);
        expect(answer.json.errors).toMatchObject({
          id: ['is read-only'],
          colour: ['is not a known field'],
        });
      });
    if (!isWrite && statuses.includes('422'))
      it('answers 422 for a bad page', async () =>
        expect(await status({ query: '?page=0&per_page=101' })).toBe(422));
    if (isWrite)
      it('answers 409 when the key belongs to another request', async () => {
        await send({ key: operationId });
        const body = { ...(validBody[operationId]?.() as object), full_name: 'Layla', to: 2 };
        const answer = await send({ key: operationId, body });
        expect([answer.status, answer.json.error]).toEqual([409, 'idempotency_conflict']);
      });
    for (const fault of [429, 500, 503]) {
      it(`answers ${fault} when asked to`, async () => {
        const answer = await send({ headers: { 'x-sandbox-fault': String(fault) } });
        expect(answer.status).toBe(fault);
      });
    }
  });
}

describe('the ledger', () => {
  it('finds a wrong body, a missing header and an undocumented status', () => {
    const text = '{"tenant_id":42,"module":"attendance-bridge","scopes":[]}';
    const headers = new Headers({
      'x-request-id': 'req_1',
      'x-ratelimit-limit': '600',
      'x-ratelimit-remaining': '599',
    });
    expect(faultsOf('GET', '/whoami', { status: 200, headers, text })).toEqual([]);
    const changed = text.replace('42', '"42"');
    expect(faultsOf('GET', '/whoami', { status: 200, headers, text: changed })).toHaveLength(1);
    expect(faultsOf('GET', '/whoami', { status: 418, headers, text })).toHaveLength(1);
    headers.delete('x-request-id');
    expect(faultsOf('GET', '/whoami', { status: 200, headers, text })).toHaveLength(1);
  });

  it('has every documented answer of every operation', () => {
    expect(documentedPairs.filter((pair) => !exercised.has(pair))).toEqual([]);
    expect(documentedPairs.length).toBeGreaterThan(150);
  });

  it('is about the operations that the sandbox has, with their paths and scopes', () => {
    const documented = operationSpecs.map(({ operationId, method, path, scopes }) => ({
      operationId,
      method,
      path: path.replace(/\{(\w+)\}/g, ':$1'),
      scope: scopes[0] ?? null,
    }));
    const built = Object.entries(catalog).map(([operationId, entry]) => ({
      operationId,
      ...entry,
    }));
    const byId = (a: { operationId: string }, b: { operationId: string }) =>
      a.operationId.localeCompare(b.operationId);
    expect(built.sort(byId)).toEqual(documented.sort(byId));
  });

  it('knows the same scopes and events as the document', () => {
    const schemas = (document.components as { schemas: Record<string, { enum: string[] }> })
      .schemas;
    expect([...(schemas.Scope?.enum ?? [])].sort()).toEqual([...partnerScopes]);
    expect(schemas.EventName?.enum).toEqual(Object.keys(eventScopes));
    for (const [event, scope] of Object.entries(eventScopes)) {
      expect(document.webhooks[event]?.post['x-required-scope'] ?? null, event).toBe(scope);
    }
  });

  it('was kept without a failure inside', () => {
    expect(sandbox.errors).toEqual([]);
  });
});
