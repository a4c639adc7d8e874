import { describe, expect, it } from 'vitest';
import { contract, operations, type Response, resolved } from './contract-document.ts';

/**
 * The table of the contract: tag, method and path, operationId, scope, and the answers it can give.
 * Within a tag the rows stand as an OpenAPI document can hold them: path by path.
 */
const TABLE = `
Identity      GET   /whoami                      whoami                      -                              200 401 429 500 503
Students      GET   /education/students          listStudents                education.students.read        200 401 403 422 429 500 503
Students      POST  /education/students          createStudent               education.students.write       201 400 401 403 409 413 422 429 500 503
Students      GET   /education/students/{id}     getStudent                  education.students.read        200 401 403 404 429 500 503
Students      PATCH /education/students/{id}     updateStudent               education.students.write       200 400 401 403 404 409 413 422 429 500 503
Guardians     GET   /education/guardians         listGuardians               education.guardians.read       200 401 403 422 429 500 503
Guardians     POST  /education/guardians         createGuardian              education.guardians.write      201 400 401 403 409 413 422 429 500 503
Guardians     GET   /education/guardians/{id}    getGuardian                 education.guardians.read       200 401 403 404 429 500 503
Guardians     PATCH /education/guardians/{id}    updateGuardian              education.guardians.write      200 400 401 403 404 409 413 422 429 500 503
Curriculum    GET   /education/subjects          listSubjects                education.subjects.read        200 401 403 422 429 500 503
Curriculum    POST  /education/subjects          createSubject               education.subjects.write       200 201 400 401 403 409 413 422 429 500 503
Curriculum    GET   /education/grades            listGrades                  education.grades.read          200 401 403 422 429 500 503
Curriculum    GET   /education/sections          listSections                education.sections.read        200 401 403 422 429 500 503
Curriculum    GET   /education/academic-years    listAcademicYears           education.academic_years.read  200 401 403 422 429 500 503
Curriculum    GET   /education/terms             listTerms                   education.terms.read           200 401 403 422 429 500 503
Employees     GET   /employees/directory         listEmployees               employees.directory.read       200 401 403 422 429 500 503
Employees     POST  /employees/directory         createEmployee              employees.directory.write      200 201 400 401 403 409 413 422 429 500 503
Employees     GET   /employees/directory/{id}    getEmployee                 employees.directory.read       200 401 403 404 429 500 503
Reports       GET   /reports/builder             listReports                 reports.builder.read           200 401 403 422 429 500 503
Reports       POST  /reports/builder/{key}/run   runReport                   reports.builder.read           200 400 401 403 404 409 413 422 429 500 503
Notifications GET   /notifications/capabilities  getNotificationCapabilities notifications.providers.send   200 401 403 429 500 503
Notifications POST  /notifications/send          sendNotification            notifications.providers.send   202 400 401 403 409 413 422 429 500 503
`;

const SCOPES = [
  'education.students.read',
  'education.students.write',
  'education.guardians.read',
  'education.guardians.write',
  'education.subjects.read',
  'education.subjects.write',
  'education.grades.read',
  'education.sections.read',
  'education.academic_years.read',
  'education.terms.read',
  'employees.directory.read',
  'employees.directory.write',
  'reports.builder.read',
  'notifications.providers.send',
];

const rows = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [tag, method, path, operationId, scope, ...statuses] = line.split(/\s+/);
    return { tag, method, path, operationId, scope, statuses: statuses.join(' ') };
  });

const answers = operations.flatMap(({ method, operation }) =>
  Object.entries(operation.responses).map(([status, response]) => ({
    method,
    operation,
    status: Number(status),
    name: `${operation.operationId} ${status}`,
    response: resolved<Response>(response),
  })),
);

describe('the operations', () => {
  it('are the 22 of the contract, with tag, scope and answers, in this order', () => {
    const found = operations.map(({ method, path, operation }) => ({
      tag: operation.tags?.join(' '),
      method,
      path,
      operationId: operation.operationId,
      scope: operation.security[0]?.installationToken?.[0] ?? '-',
      statuses: Object.keys(operation.responses).join(' '),
    }));
    expect(found).toHaveLength(22);
    expect(found).toEqual(rows);
  });

  it('stand under seven described tags in the order of the contract', () => {
    expect(contract.tags.map((tag) => tag.name)).toEqual([...new Set(rows.map((row) => row.tag))]);
    for (const tag of contract.tags) expect(tag.description, tag.name).toBeTruthy();
  });

  it('each have one scheme with at most one scope, a summary and a description', () => {
    for (const { operation } of operations) {
      expect(operation.security, operation.operationId).toHaveLength(1);
      expect(Object.keys(operation.security[0] ?? {})).toEqual(['installationToken']);
      expect(operation.security[0]?.installationToken?.length).toBeLessThanOrEqual(1);
      expect(operation.summary, operation.operationId).toBeTruthy();
      expect(operation.description, operation.operationId).toBeTruthy();
    }
  });

  it('take the parameters that the contract gives them', () => {
    for (const { method, path, operation } of operations) {
      const names = (operation.parameters ?? []).map((parameter) => resolved(parameter).name);
      const isPaged =
        'StudentPage GuardianPage SubjectPage GradePage SectionPage AcademicYearPage TermPage EmployeePage ReportPage'
          .split(' ')
          .some((name) => JSON.stringify(operation.responses).includes(`/${name}"`));
      expect(names, operation.operationId).toEqual([
        ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        ...(isPaged ? ['page', 'per_page', 'search'] : []),
        ...(method === 'GET' ? [] : ['Idempotency-Key']),
        'X-Sandbox-Fault',
      ]);
    }
    expect(operations.filter((o) => JSON.stringify(o).includes('parameters/Page'))).toHaveLength(9);
  });

  it('demand a body for every write and none for a read', () => {
    for (const { method, operation } of operations) {
      expect(operation.requestBody?.required ?? false, operation.operationId).toBe(
        method !== 'GET',
      );
    }
  });
});

describe('the scopes', () => {
  const scheme = contract.components.securitySchemes.installationToken;

  it('are the fourteen of the contract, each with a description', () => {
    expect(Object.keys(scheme?.['x-scopes'] ?? {})).toEqual(SCOPES);
    expect(contract.components.schemas.Scope?.enum).toEqual(SCOPES);
    for (const scope of SCOPES) {
      expect(scheme?.['x-scopes'][scope], scope).toBeTruthy();
      expect(scheme?.description).toContain(`\`${scope}\``);
    }
  });

  it('are all needed by some operation', () => {
    const needed = new Set(operations.map((o) => o.operation.security[0]?.installationToken?.[0]));
    expect(SCOPES.filter((scope) => !needed.has(scope))).toEqual([]);
  });
});

describe('every answer', () => {
  const headersOf = (response: Response) => Object.keys(response.headers ?? {});

  it('documents the request id and the rate limit', () => {
    for (const { name, response } of answers) {
      expect(headersOf(response), name).toEqual(
        expect.arrayContaining(['X-Request-Id', 'X-RateLimit-Limit', 'X-RateLimit-Remaining']),
      );
    }
  });

  it('documents the header that belongs to its status', () => {
    for (const { name, status, response } of answers) {
      expect(headersOf(response).includes('WWW-Authenticate'), name).toBe(status === 401);
      expect(headersOf(response).includes('Location'), name).toBe(status === 201);
      expect(headersOf(response).includes('Retry-After'), name).toBe(
        status === 429 || status === 409,
      );
    }
    expect(
      headersOf(contract.components.responses.MethodNotAllowed ?? { description: '' }),
    ).toContain('Allow');
  });

  it('documents the replay mark where the answer is one that is stored', () => {
    for (const { name, method, status, response } of answers) {
      const storesConflict = JSON.stringify(response).includes('/ConflictError"');
      const isStored = status < 300 || status === 422 || (status === 409 && storesConflict);
      expect(headersOf(response).includes('Idempotency-Replayed'), name).toBe(
        method !== 'GET' && isStored,
      );
    }
  });

  it('has a JSON body with a schema and an example', () => {
    for (const { name, response } of answers) {
      const media = response.content?.['application/json'];
      expect(media?.schema, name).toBeDefined();
      expect(Object.keys(media?.examples ?? {}), name).not.toEqual([]);
    }
  });

  it('names the scope of its own operation when the scope is missing', () => {
    for (const { name, operation, status, response } of answers) {
      if (status !== 403) continue;
      const [example] = Object.values(response.content?.['application/json']?.examples ?? {});
      expect(example?.value, name).toMatchObject({
        scope: operation.security[0]?.installationToken?.[0],
      });
    }
  });
});
