import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeAnswer, placeholderBase, readOperation } from '#components/console/document.ts';
import { withWorkingExamples } from '#components/console/working-examples.ts';

const partners = parse(readFileSync('content/apis/partners/openapi.yaml', 'utf8'));
const single = (path: string, method: string) => {
  const { parameters, [method]: operation } = partners.paths[path];
  return { ...partners, paths: { [path]: { parameters, [method]: operation } } };
};
const read = (path: string, method: string) => {
  const operation = readOperation(single(path, method));
  if (!operation) throw new Error('no operation');
  return operation;
};

it('reads the one operation, its scope and its parameters, and sends to the placeholder alone', () => {
  const operation = read('/education/students', 'post');
  expect(operation).toMatchObject({
    method: 'POST',
    path: '/education/students',
    scopes: ['education.students.write'],
    parameters: expect.arrayContaining([{ name: 'Idempotency-Key', in: 'header', list: false }]),
  });
  expect(operation.document.servers).toEqual([{ url: placeholderBase }]);
  expect(read('/whoami', 'get').scopes).toEqual([]);
});

it('takes servers of paths and operations away, so that nothing is sent past the relay', () => {
  const servers = [{ url: 'https://elsewhere.example' }];
  const document = { paths: { '/x': { servers, get: { servers, responses: {} } } } };
  expect(JSON.stringify(readOperation(document)?.document)).not.toContain('elsewhere');
});

it('sends the method that the document means where its version has no place for it', () => {
  const post = { 'x-portal-method': 'QUERY', responses: {} };
  expect(readOperation({ paths: { '/search': { post } } })).toMatchObject({
    method: 'QUERY',
    form: 'post',
  });
});

it.each([null, 'text', {}, { paths: {} }, { paths: { '/x': { summary: 'nothing' } } }])(
  'finds no operation in %o',
  (json) => {
    expect(readOperation(json)).toBeNull();
  },
);

it('says what an answer means, as plain text, following references', () => {
  const operation = read('/education/students', 'post');
  const described = describeAnswer(operation, 422);
  expect(described.documented).toBe(true);
  expect(described.description).toMatch(/validation_failed/);
  expect(described.description).not.toMatch(/[`[\]]/);
  expect(described.headers.get('x-ratelimit-remaining')).toMatch(/\w/);
  expect(describeAnswer(operation, 418).documented).toBe(false);
});

describe('examples that work', () => {
  const samples = { grade_id: 3, section_id: 7, guardian_id: 1001, student_id: 5001 };

  it('name records of the tenant, and numbers that nobody has', () => {
    const operation = read('/education/students', 'post');
    const first = JSON.stringify(withWorkingExamples(operation, samples));
    expect(first).toMatch(/"grade_id":3,"section_id":7,"guardian_id":1001/);
    expect(first).not.toContain('0b9f3c52-6a1e-4f7d-9c83-2d5e7a41b690');
    expect(first).toMatch(/"national_id":"1\d{9}"/);
    expect(first).not.toBe(JSON.stringify(withWorkingExamples(operation, samples)));
  });

  it('make apps of the Okta API whose label nobody has', () => {
    const okta = parse(readFileSync('content/apis/okta/openapi.yaml', 'utf8'));
    const path = '/api/v1/apps';
    const operation = readOperation({
      ...okta,
      paths: { [path]: { post: okta.paths[path].post } },
    });
    if (!operation) throw new Error('no operation');
    const labels = (): string[] =>
      JSON.stringify(withWorkingExamples(operation, null)).match(/"label":"[^"]* \d{3}"/g) ?? [];
    expect(labels().length).toBeGreaterThan(5);
    expect(labels()).not.toEqual(labels());
  });

  it('fill the id of a path', () => {
    const operation = read('/education/students/{id}', 'get');
    expect(JSON.stringify(withWorkingExamples(operation, samples))).toContain('"example":5001');
  });

  it('are hints where nothing need be sent, with a tenant or without', () => {
    const operation = read('/education/students', 'get');
    for (const filled of [
      withWorkingExamples(operation, samples),
      withWorkingExamples(operation, null),
    ]) {
      const { parameters } = filled.components as { parameters: Record<string, unknown> };
      expect(JSON.stringify(parameters)).toMatch(/"x-portal-hint":"/);
      for (const parameter of Object.values(parameters)) {
        if (!(parameter as { required?: boolean }).required) {
          expect(JSON.stringify(parameter)).not.toMatch(/"examples?":/);
        }
      }
    }
  });

  it('send a message to somebody of the tenant', () => {
    const operation = read('/notifications/send', 'post');
    const filled = JSON.stringify(withWorkingExamples(operation, { ...samples, employee_id: 602 }));
    expect(filled).toContain('"to":1001,"message"');
    expect(filled).toMatch(/"to":602,"message":"[^"]*","channel":"email"/);
    expect(filled).toContain('"to":"+966501234567"');
    expect(filled).not.toMatch(/"to":(5108|611)\b/);
  });

  it('leave what is no example alone', () => {
    const operation = read('/education/students', 'post');
    const { components } = withWorkingExamples(operation, samples);
    expect(JSON.stringify(components)).toContain('"pattern":');
  });
});
