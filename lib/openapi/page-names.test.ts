import { expect, it } from 'vitest';
import { compileText, operationPage } from './fixtures/compile-text.ts';
import { readPageName } from './page-names.ts';
import { readSchema } from './read-compiled.ts';

const api = compileText(`
openapi: 3.1.0
info: {title: مدرسة, version: '1'}
paths:
  /students:
    get: {operationId: عرض_الطلاب, responses: {}}
    post: {operationId: createStudent, responses: {}}
  /students/{id}:
    get: {operationId: 学生/詳細, responses: {}}
    put: {operationId: عرض_الطلاب, responses: {}}
    delete: {operationId: __proto__, responses: {}}
webhooks:
  学生.作成: {post: {responses: {}}}
components:
  schemas:
    学生: {type: object}
    Class/Room: {type: object}
`);

it('a name in any script leads to its page, the first of two that have it', async () => {
  const slug = await readPageName(api, 'operations', 'عرض_الطلاب');
  expect(slug).toBe('get-students');
  expect((await operationPage(api, slug ?? '')).operation.operationId).toBe('عرض_الطلاب');
  const detail = await readPageName(api, 'operations', '学生/詳細');
  expect((await operationPage(api, detail ?? '')).operation.path).toBe('/students/{id}');
  for (const name of ['学生', 'Class/Room']) {
    const key = await readPageName(api, 'schemas', name);
    expect((await readSchema(api, key ?? ''))?.schema.name).toBe(name);
  }
  expect(await readPageName(api, 'webhooks', '学生.作成')).toMatch(/^webhook-/);
});

it('nothing leads where there is no such name, or where the name is the address', async () => {
  for (const name of ['createStudent', 'nobody', 'constructor', 'toString', ''])
    expect(await readPageName(api, 'operations', name), name).toBeNull();
  expect(await readPageName(api, 'operations', '__proto__')).not.toBeNull();
});
