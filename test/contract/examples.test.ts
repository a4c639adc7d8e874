import { describe, expect, it } from 'vitest';
import {
  contract,
  isRecord,
  mismatches,
  operations,
  recordOf,
  recordsOf,
  resolved,
  walk,
} from './contract-document.ts';

type Case = {
  readonly name: string;
  readonly schemaAt: (string | number)[];
  readonly value: unknown;
};

/** Every example of the document with the place of the schema that it must fit. */
function* examplesOf(): Generator<Case> {
  for (const { path, node } of walk()) {
    const name = path.join(' / ');
    if (path.at(-1) === 'properties') continue;
    const schema: unknown = Reflect.get(node, 'schema');
    const examples: unknown = Reflect.get(node, 'examples');
    if (typeof schema === 'object') {
      const schemaAt = [...path, 'schema'];
      if ('example' in node) yield { name, schemaAt, value: node.example };
      for (const [key, example] of Object.entries(examples ?? {})) {
        yield { name: `${name} / ${key}`, schemaAt, value: example.value };
      }
    } else if (Array.isArray(examples)) {
      yield* examples.map((value, i) => ({ name: `${name} / ${i}`, schemaAt: [...path], value }));
    }
  }
}

const examples = [...examplesOf()];

/** Every object inside an example value. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (isRecord(value)) yield value;
  for (const child of Object.values(value)) yield* objectsIn(child);
}
const objects = examples.flatMap(({ value }) => [...objectsIn(value)]);

describe('every example', () => {
  it('is found by this test', () => {
    expect(examples.length).toBeGreaterThan(180);
  });

  it.each(examples)('fits its schema: $name', ({ schemaAt, value }) => {
    expect(mismatches(schemaAt, value)).toEqual([]);
  });

  it('stands in every request body, several of each, with an Arabic and an English one in all', () => {
    for (const { operation } of operations) {
      if (!operation.requestBody) continue;
      const named = operation.requestBody.content['application/json']?.examples ?? {};
      expect(Object.keys(named).length, operation.operationId).toBeGreaterThanOrEqual(2);
    }
    const bodies = JSON.stringify(operations.map(({ operation }) => operation.requestBody));
    expect(bodies).toMatch(/[\u0600-\u06FF]/);
    expect(bodies).toMatch(/Omar Khalid/);
  });

  it('stands in every parameter but the sandbox fault', () => {
    for (const [name, parameter] of Object.entries(contract.components.parameters)) {
      const has = parameter.example !== undefined || parameter.examples !== undefined;
      expect(has, name).toBe(name !== 'SandboxFault');
    }
  });
});

describe('the examples together', () => {
  const gradeOfSection = new Map(
    objects
      .filter((o) => 'grade_id' in o && 'name' in o)
      .map((section) => [section.id, section.grade_id]),
  );

  it('put each student into a section of the own grade', () => {
    expect(gradeOfSection.size).toBe(6);
    const students = objects.filter((o) => 'section_id' in o && 'grade_id' in o);
    expect(students.length).toBeGreaterThan(10);
    for (const student of students) {
      expect(gradeOfSection.get(student.section_id)).toBe(student.grade_id);
    }
  });

  it('show one record with one content until it is changed', () => {
    const seen = new Map<string, object>();
    for (const record of objects.filter((o) => 'id' in o && 'updated_at' in o)) {
      const key = `${Object.keys(record)} ${record.id} ${record.updated_at}`;
      expect(seen.get(key) ?? record).toEqual(record);
      seen.set(key, record);
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  it('give a student only a guardian that is shown elsewhere', () => {
    const guardians = new Set(objects.filter((o) => 'relation' in o && 'id' in o).map((o) => o.id));
    for (const { guardian_id: id } of objects.filter((o) => typeof o.guardian_id === 'number')) {
      expect(guardians).toContain(id);
    }
  });

  it('never give one id to a guardian and to an employee', () => {
    const guardians = new Set(objects.filter((o) => 'relation' in o && 'id' in o).map((o) => o.id));
    for (const employee of objects.filter((o) => 'job_title' in o && 'id' in o)) {
      expect(guardians).not.toContain(employee.id);
    }
  });

  it('have Saudi phones, ten-digit national ids and the offset of Riyadh', () => {
    for (const { phone, national_id: nationalId, ...rest } of objects) {
      if (typeof phone === 'string') expect(phone).toMatch(/^\+9665\d{8}$/);
      if (typeof nationalId === 'string') expect(nationalId).toMatch(/^[12]\d{9}$/);
      for (const key of ['created_at', 'updated_at', 'generated_at']) {
        const time = rest[key];
        if (typeof time === 'string') expect(time).toMatch(/T\d\d:\d\d:\d\d\+03:00$/);
      }
    }
  });

  it('count pages as the contract does', () => {
    const pages = objects.filter((o) => 'last_page' in o);
    expect(pages.length).toBeGreaterThanOrEqual(9);
    for (const page of pages) {
      const total = Number(page.total);
      const perPage = Number(page.per_page);
      const current = Number(page.current_page);
      expect(page.last_page).toBe(Math.max(1, Math.ceil(total / perPage)));
      const left = Math.max(0, total - (current - 1) * perPage);
      expect(page.data).toHaveLength(Math.min(perPage, left));
      const order = recordsOf(page.data).map((row) => String(row.id ?? row.key).padStart(12, '0'));
      expect(order).toEqual([...order].sort());
    }
  });

  it('tell scopes in their sorted order', () => {
    for (const { scopes } of objects) {
      if (Array.isArray(scopes)) expect(scopes).toEqual([...scopes].sort());
    }
  });

  it('fill each report row with the columns of its report', () => {
    const results = objects.filter((o) => Array.isArray(o.rows));
    expect(results.length).toBeGreaterThan(0);
    for (const { columns, rows } of results) {
      const keys = recordsOf(columns).map((column) => column.key);
      for (const row of recordsOf(rows)) expect(Object.keys(row)).toEqual(keys);
    }
  });

  it('name the new record in Location', () => {
    for (const { path, operation } of operations) {
      const created = operation.responses['201'];
      if (!created) continue;
      const response = resolved(created);
      const [example] = Object.values(response.content?.['application/json']?.examples ?? {});
      const { id } = recordOf(recordOf(example?.value).data);
      expect(resolved(response.headers?.Location ?? { $ref: '' })).toMatchObject({
        example: `/api/apps${path}/${id}`,
      });
    }
  });
});
