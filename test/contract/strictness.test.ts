import { describe, expect, it } from 'vitest';
import { contract, operations, resolved, validatorFor, walk } from './contract-document.ts';

const student = {
  full_name: 'Omar Khalid Al-Harbi',
  national_id: '1104827365',
  birth_date: '2015-03-14',
  gender: 'male',
  grade_id: 11,
  section_id: 21,
};
const stored = {
  id: 10481,
  ...student,
  guardian_id: null,
  created_at: '2025-08-24T08:12:40+03:00',
  updated_at: '2025-08-24T08:12:40+03:00',
};
const guardian = { full_name: 'Mona Ali Al-Zahrani', phone: '+966541239876', relation: 'mother' };
const message = { to: 5108, message: 'Sara was absent today.' };
const denied = {
  message: 'The given scope is not granted for this installation.',
  error: 'scope_not_granted',
  scope: 'education.students.write',
};

const accepted: [string, string, unknown][] = [
  ['StudentCreate', 'a student without guardian', student],
  ['StudentCreate', 'a null guardian', { ...student, guardian_id: null }],
  ['StudentUpdate', 'one field', { section_id: 22 }],
  ['GuardianCreate', 'a guardian without e-mail', guardian],
  ['GuardianUpdate', 'a cleared e-mail', { email: null }],
  ['SubjectCreate', 'a subject without code', { name: 'Art' }],
  ['EmployeeCreate', 'no e-mail', { full_name: 'فهد ناصر الدوسري', job_title: 'مرشد طلابي' }],
  ['ReportRunRequest', 'no parameters', {}],
  ['MessageSend', 'a recipient by id', message],
  ['MessageSend', 'a recipient by phone', { ...message, to: '+966541239876', channel: 'sms' }],
  ['Student', 'a stored student', stored],
  ['ScopeNotGrantedError', 'exactly three fields', denied],
];

const refused: [string, string, unknown][] = [
  ['StudentCreate', 'an unknown field', { ...student, nickname: 'Omar' }],
  ['StudentCreate', 'a read-only field', { ...student, id: 1 }],
  ['StudentCreate', 'a missing field', { ...student, national_id: undefined }],
  ['StudentCreate', 'null for a required field', { ...student, full_name: null }],
  ['StudentCreate', 'a blank name', { ...student, full_name: '   ' }],
  ['StudentCreate', 'a name of two lines', { ...student, full_name: 'Omar\nKhalid' }],
  ['StudentCreate', 'a day that does not exist', { ...student, birth_date: '2015-02-30' }],
  ['StudentCreate', 'an id as text', { ...student, grade_id: '11' }],
  ['StudentCreate', 'an id of zero', { ...student, grade_id: 0 }],
  ['StudentCreate', 'an id beyond exact integers', { ...student, grade_id: 1e21 }],
  ['StudentUpdate', 'no field at all', {}],
  ['StudentUpdate', 'a null section', { section_id: null }],
  ['GuardianCreate', 'a local phone number', { ...guardian, phone: '0541239876' }],
  ['GuardianCreate', 'a phone with spaces', { ...guardian, phone: '+966 54 123 9876' }],
  ['GuardianCreate', 'no e-mail address', { ...guardian, email: 'mona.example.com' }],
  ['GuardianUpdate', 'a null phone', { phone: null }],
  ['SubjectCreate', 'a null code', { name: 'Art', code: null }],
  ['ReportRunRequest', 'parameters that are no object', { parameters: [] }],
  ['MessageSend', 'an id as text', { ...message, to: '5108' }],
  ['MessageSend', 'an unknown channel', { ...message, channel: 'fax' }],
  ['MessageSend', 'an empty message', { ...message, message: '' }],
  ['Student', 'an answer without guardian_id', { ...stored, guardian_id: undefined }],
  ['Student', 'an answer with a field more', { ...stored, tenant_id: 42 }],
  ['Student', 'a time without offset', { ...stored, created_at: '2025-08-24T08:12:40' }],
  ['ScopeNotGrantedError', 'a fourth field', { ...denied, request_id: 'req_1' }],
  ['ScopeNotGrantedError', 'a scope that does not exist', { ...denied, scope: 'students.delete' }],
];

/** As it would come over the wire: without `undefined`. */
const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the schemas', () => {
  it.each(accepted)('%s takes %s', (name, _, value) => {
    const validate = validatorFor(name);
    expect(validate(wire(value)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(refused)('%s refuses %s', (name, _, value) => {
    expect(validatorFor(name)(wire(value))).toBe(false);
  });

  it('close every request body, and ask a PATCH for at least one field', () => {
    for (const { method, operation } of operations) {
      const schema = operation.requestBody?.content['application/json']?.schema;
      if (!schema) continue;
      const body = resolved(schema);
      expect(body.additionalProperties, operation.operationId).toBe(false);
      expect(body.minProperties, operation.operationId).toBe(method === 'PATCH' ? 1 : undefined);
      for (const field of ['id', 'created_at', 'updated_at']) {
        expect(body.properties, operation.operationId).not.toHaveProperty(field);
      }
    }
  });

  it('close every object whose fields are known', () => {
    for (const { path, node } of walk(contract.components.schemas)) {
      if (!('properties' in node) || path.at(-1) === 'properties') continue;
      expect(Reflect.get(node, 'additionalProperties'), path.join('.')).toBe(false);
    }
  });

  it('close every resource, demand all its fields and mark the read-only ones', () => {
    const resources = Object.entries(contract.components.schemas).filter(
      ([, schema]) =>
        schema.properties?.created_at && schema.properties.id && !schema.properties.event,
    );
    expect(resources.map(([name]) => name)).toEqual(
      'Student Guardian Subject Grade Section AcademicYear Term Employee'.split(' '),
    );
    for (const [name, schema] of resources) {
      expect(schema.required, name).toEqual(Object.keys(schema.properties ?? {}));
      expect(schema.additionalProperties, name).toBe(false);
      const readOnly = Object.entries(schema.properties ?? {}).filter(([, p]) => p.readOnly);
      expect(readOnly.map(([field]) => field)).toEqual(['id', 'created_at', 'updated_at']);
    }
  });

  it('answer with the input fields of the resource and its read-only ones', () => {
    for (const name of ['Student', 'Guardian', 'Subject', 'Employee']) {
      const fields = (schema: string) =>
        Object.keys(contract.components.schemas[schema]?.properties ?? {}).sort();
      const expected = [...fields(`${name}Create`), 'id', 'created_at', 'updated_at'].sort();
      expect(fields(name)).toEqual(expected);
    }
  });
});

describe('the sandbox fault header', () => {
  const pattern = new RegExp(
    String(Reflect.get(contract.components.parameters.SandboxFault?.schema ?? {}, 'pattern')),
  );

  it.each(['500', '503', '429', 'timeout', 'drop', 'slow=0', 'slow=2000', 'slow=30000'])(
    'takes %s',
    (v) => {
      expect(v).toMatch(pattern);
    },
  );

  it.each(['501', '', 'slow', 'slow=-1', 'slow=30001', 'slow=010', 'timeout=5'])(
    'refuses "%s"',
    (v) => {
      expect(v).not.toMatch(pattern);
    },
  );
});
