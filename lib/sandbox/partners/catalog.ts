import type { PartnerScope } from '#lib/domain/installations/scopes.ts';

type Documented = {
  method: 'GET' | 'POST' | 'PATCH';
  /** Relative to the base URL, parameters as `:name`. */
  path: string;
  /** The scope that it needs; null: none. */
  scope: PartnerScope | null;
};

/**
 * The 22 operations of the contract. A test holds this table and the OpenAPI document together, and the type
 * `OperationId` makes an operation without a handler a compile error.
 */
export const catalog = {
  whoami: { method: 'GET', path: '/whoami', scope: null },
  listStudents: { method: 'GET', path: '/education/students', scope: 'education.students.read' },
  createStudent: { method: 'POST', path: '/education/students', scope: 'education.students.write' },
  getStudent: { method: 'GET', path: '/education/students/:id', scope: 'education.students.read' },
  updateStudent: {
    method: 'PATCH',
    path: '/education/students/:id',
    scope: 'education.students.write',
  },
  listGuardians: { method: 'GET', path: '/education/guardians', scope: 'education.guardians.read' },
  createGuardian: {
    method: 'POST',
    path: '/education/guardians',
    scope: 'education.guardians.write',
  },
  getGuardian: {
    method: 'GET',
    path: '/education/guardians/:id',
    scope: 'education.guardians.read',
  },
  updateGuardian: {
    method: 'PATCH',
    path: '/education/guardians/:id',
    scope: 'education.guardians.write',
  },
  listSubjects: { method: 'GET', path: '/education/subjects', scope: 'education.subjects.read' },
  createSubject: { method: 'POST', path: '/education/subjects', scope: 'education.subjects.write' },
  listGrades: { method: 'GET', path: '/education/grades', scope: 'education.grades.read' },
  listSections: { method: 'GET', path: '/education/sections', scope: 'education.sections.read' },
  listAcademicYears: {
    method: 'GET',
    path: '/education/academic-years',
    scope: 'education.academic_years.read',
  },
  listTerms: { method: 'GET', path: '/education/terms', scope: 'education.terms.read' },
  listEmployees: { method: 'GET', path: '/employees/directory', scope: 'employees.directory.read' },
  createEmployee: {
    method: 'POST',
    path: '/employees/directory',
    scope: 'employees.directory.write',
  },
  getEmployee: {
    method: 'GET',
    path: '/employees/directory/:id',
    scope: 'employees.directory.read',
  },
  listReports: { method: 'GET', path: '/reports/builder', scope: 'reports.builder.read' },
  runReport: { method: 'POST', path: '/reports/builder/:key/run', scope: 'reports.builder.read' },
  getNotificationCapabilities: {
    method: 'GET',
    path: '/notifications/capabilities',
    scope: 'notifications.providers.send',
  },
  sendNotification: {
    method: 'POST',
    path: '/notifications/send',
    scope: 'notifications.providers.send',
  },
} as const satisfies Record<string, Documented>;

export type OperationId = keyof typeof catalog;
