import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  call,
  createSchool,
  openSandbox,
  placeIn,
  type School,
  studentBody,
  type TestSandbox,
} from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

let database: TestDatabase;
let sandbox: TestSandbox;
let school: School;
let place: Awaited<ReturnType<typeof placeIn>>;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  school = await createSchool(database.db);
  place = await placeIn(sandbox, school);
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  call(sandbox, 'POST', '/education/students', { token: school.token, body, headers });

describe('400 bad_request for', () => {
  const good = () => JSON.stringify(studentBody(place));
  const cases: Record<string, () => [unknown, Record<string, string>?]> = {
    'an empty body': () => [''],
    'no JSON': () => ['{"full_name":'],
    'an array': () => ['[{}]'],
    'a text': () => ['"hello"'],
    null: () => ['null'],
    'two values': () => ['{}{}'],
    'invalid UTF-8': () => [Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)],
    'a cut UTF-8 character': () => [Uint8Array.of(0x7b, 0x7d, 0xd8)],
    'a nest of 100,000 arrays': () => ['['.repeat(100_000) + ']'.repeat(100_000)],
    'a nest inside a field': () => [`{"a":${'{"b":'.repeat(5000)}1${'}'.repeat(5000)}}`],
    'a NUL byte': () => ['{"full_name":"a\u0000b"}'],
    'another content type': () => [good(), { 'content-type': 'text/plain' }],
    'form data': () => [good(), { 'content-type': 'application/x-www-form-urlencoded' }],
    'another character set': () => [good(), { 'content-type': 'application/json; charset=latin1' }],
  };
  for (const [name, make] of Object.entries(cases)) {
    it(name, async () => {
      const answer = await post(...make());
      expect([answer.status, answer.json.error]).toEqual([400, 'bad_request']);
    });
  }
});

it('the message of a 400 says what is wrong, and where', async () => {
  const messageOf = async (body: unknown, type = 'application/json') => {
    const answer = await post(body, { 'content-type': type });
    expect([answer.status, answer.json.error]).toEqual([400, 'bad_request']);
    return answer.json.message;
  };
  expect(await messageOf('{}', 'text/plain; charset=utf-8')).toContain('is text/plain. Send');
  expect(await messageOf('{}', 'application/json, a/b')).toContain('cannot be read. Send');
  expect(await messageOf('{}', 'application/json; charset=latin1')).toContain('in UTF-8');
  expect(await messageOf(' \n')).toContain('has no body');
  expect(await messageOf('{"a":1,\n "b":2,\n}')).toBe(
    'The body is not valid JSON: line 3, column 1.',
  );
  expect(await messageOf('{"a":')).toBe('The body is not valid JSON: it ends too early.');
  expect(await messageOf('nope')).toBe('The body is not valid JSON.');
  expect(await messageOf('[]')).toContain('is an array. Send a JSON object');
  expect(await messageOf('null')).toContain('is null. Send a JSON object');
  expect(await messageOf('['.repeat(65))).toContain('deeper than 64');
  expect(await messageOf(Uint8Array.of(0x7b, 0xff))).toContain('not valid UTF-8');
});

it('takes JSON in UTF-8 however the type is written', async () => {
  for (const type of ['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"']) {
    expect((await post(studentBody(place), { 'content-type': type })).status).toBe(201);
  }
});

it('413 for more than 1 MiB, declared or not; exactly 1 MiB is read', async () => {
  const path = '/education/students';
  const fill = (size: number) => `{"a":"${'x'.repeat(size - 8)}"}`;
  expect((await post(fill(1024 * 1024))).status).toBe(422);
  expect((await post(fill(1024 * 1024 + 1))).status).toBe(413);
  const declared = await post('{}', { 'content-length': '1048577' });
  expect([declared.status, declared.json.error]).toEqual([413, 'payload_too_large']);
  expect((await call(sandbox, 'GET', path, { token: school.token })).status).toBe(200);
});

describe('422', () => {
  const errorsOf = async (body: unknown) => (await post(body)).json.errors as object;

  it('names all missing fields at once', async () => {
    expect(await errorsOf({})).toEqual(
      Object.fromEntries(
        ['full_name', 'national_id', 'birth_date', 'gender', 'grade_id', 'section_id'].map(
          (field) => [field, ['is required']],
        ),
      ),
    );
  });

  it('names all wrong fields at once, read-only and unknown ones among them', async () => {
    const errors = await errorsOf({
      ...studentBody(place),
      full_name: '   ',
      birth_date: '2015-02-30',
      gender: 'boy',
      grade_id: '11',
      guardian_id: -1,
      id: 1,
      created_at: '2026-04-26T10:30:15+03:00',
      colour: 'green',
    });
    expect(Object.keys(errors).sort()).toEqual([
      'birth_date',
      'colour',
      'created_at',
      'full_name',
      'gender',
      'grade_id',
      'guardian_id',
      'id',
    ]);
  });

  it('polluted keys are unknown fields and nothing more', async () => {
    const text = JSON.stringify(studentBody(place));
    const polluted = `${text.slice(0, -1)},"__proto__":{"gender":"male"},"constructor":1}`;
    const answer = await post(polluted);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('"__proto__":["is not a known field"]');
    expect(answer.text).toContain('"constructor":["is not a known field"]');
    expect(Object.hasOwn(Object.prototype, 'gender')).toBe(false);
  });

  it('of a repeated key the last one counts', async () => {
    const body = JSON.stringify(studentBody(place)).replace('{', '{"full_name":"First",');
    const answer = await post(body);
    expect((answer.json.data as { full_name: string }).full_name).toBe('سارة عبدالله القحطاني');
  });

  it('text that PostgreSQL cannot keep is refused by field', async () => {
    for (const full_name of ['a\u0000b', '\ud800', 'two\nlines', 'x'.repeat(201)]) {
      expect(Object.keys(await errorsOf({ ...studentBody(place), full_name }))).toEqual([
        'full_name',
      ]);
    }
    for (const birth_date of ['0000-01-01', '2015-1-1', '2015-13-01', '99999-01-01', 20150101]) {
      expect(Object.keys(await errorsOf({ ...studentBody(place), birth_date }))).toEqual([
        'birth_date',
      ]);
    }
    for (const grade_id of [0, 1.5, 1e300, 9007199254740992, '1', null]) {
      const errors = await errorsOf({ ...studentBody(place), grade_id });
      expect(Object.keys(errors), String(grade_id)).toContain('grade_id');
    }
  });

  it('characters are counted, not their bytes', async () => {
    const full_name = '𠮷'.repeat(200);
    const answer = await post({ ...studentBody(place), full_name });
    expect((answer.json.data as { full_name: string }).full_name).toBe(full_name);
  });

  it('section_id must belong to grade_id, after a change too', async () => {
    const wrong = { section_id: place.other_section_id };
    expect(await errorsOf({ ...studentBody(place), ...wrong })).toEqual({
      section_id: ['must belong to grade_id'],
    });
    const { json } = await post(studentBody(place));
    const path = `/education/students/${(json.data as { id: number }).id}`;
    const patch = (body: unknown) => call(sandbox, 'PATCH', path, { token: school.token, body });
    expect((await patch(wrong)).json.errors).toEqual({ section_id: ['must belong to grade_id'] });
  });
});

describe('PATCH', () => {
  it('changes what is given, leaves the rest, and clears only nullable fields', async () => {
    const { json } = await post(studentBody(place));
    const before = json.data as Record<string, unknown>;
    const path = `/education/students/${before.id}`;
    const patch = (body: unknown) => call(sandbox, 'PATCH', path, { token: school.token, body });
    const renamed = (await patch({ full_name: 'Sarah Abdullah' })).json.data as object;
    expect(renamed).toEqual({
      ...before,
      full_name: 'Sarah Abdullah',
      updated_at: expect.any(String),
    });
    const list = '/education/guardians?per_page=1';
    const guardians = await call(sandbox, 'GET', list, { token: school.token });
    const guardian_id = (guardians.json.data as { id: number }[])[0]?.id;
    expect((await patch({ guardian_id })).json.data).toMatchObject({ guardian_id });
    expect((await patch({ guardian_id: null })).json.data).toMatchObject({ guardian_id: null });
    expect((await patch({ full_name: null })).json.errors).toHaveProperty('full_name');
    expect((await patch({})).json.errors).toEqual({ body: ['must have at least one field'] });
    expect((await patch({ id: 1 })).json.errors).toEqual({ id: ['is read-only'] });
    expect((await patch({ id: 5 })).json.errors).toHaveProperty('id');
  });

  it('two updates of different fields at once keep both', async () => {
    const { json } = await post(studentBody(place));
    const path = `/education/students/${(json.data as { id: number }).id}`;
    const patch = (body: unknown) => call(sandbox, 'PATCH', path, { token: school.token, body });
    await Promise.all([patch({ full_name: 'Maha' }), patch({ birth_date: '2014-01-02' })]);
    const { json: after } = await call(sandbox, 'GET', path, { token: school.token });
    expect(after.data).toMatchObject({ full_name: 'Maha', birth_date: '2014-01-02' });
  });
});

it('create is idempotent by code and by email, whatever the case of the email', async () => {
  const make = (path: string, body: unknown) =>
    call(sandbox, 'POST', path, { token: school.token, body });
  const subject = { name: 'Robotics', code: 'ROBO' };
  const first = await make('/education/subjects', subject);
  const again = await make('/education/subjects', { ...subject, name: 'Other' });
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.json).toEqual(first.json);
  expect((await make('/education/subjects', { name: 'Robotics' })).status).toBe(201);
  const employee = { full_name: 'Huda Salem', job_title: 'Teacher', email: 'huda@example.com' };
  const hired = await make('/employees/directory', employee);
  const twice = await make('/employees/directory', { ...employee, email: 'HUDA@example.com' });
  expect([hired.status, twice.status]).toEqual([201, 200]);
  expect(twice.json).toEqual(hired.json);
});

it('many creates of one code at once make one subject', async () => {
  const body = { name: 'Chess', code: 'CHESS' };
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      call(sandbox, 'POST', '/education/subjects', { token: school.token, body }),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});
