import type { PartnerScope } from '../installations/scopes.ts';

/** Which operations each scope opens (contract, Operations). A test holds it against the sandbox and the document. */
export const operationsOfScope = {
  'education.academic_years.read': ['listAcademicYears'],
  'education.grades.read': ['listGrades'],
  'education.guardians.read': ['listGuardians', 'getGuardian'],
  'education.guardians.write': ['createGuardian', 'updateGuardian'],
  'education.sections.read': ['listSections'],
  'education.students.read': ['listStudents', 'getStudent'],
  'education.students.write': ['createStudent', 'updateStudent'],
  'education.subjects.read': ['listSubjects'],
  'education.subjects.write': ['createSubject'],
  'education.terms.read': ['listTerms'],
  'employees.directory.read': ['listEmployees', 'getEmployee'],
  'employees.directory.write': ['createEmployee'],
  'notifications.providers.send': ['getNotificationCapabilities', 'sendNotification'],
  'reports.builder.read': ['listReports', 'runReport'],
} as const satisfies Record<PartnerScope, readonly string[]>;

/** The scope that an operation needs; null: none; undefined: there is no such operation. */
export function scopeOfOperation(operation: string): PartnerScope | null | undefined {
  if (operation === 'whoami') return null;
  const entries = Object.entries(operationsOfScope) as [PartnerScope, readonly string[]][]; // Object.entries forgets the keys.
  return entries.find(([, operations]) => operations.includes(operation))?.[0];
}

/** Every operation of the API. */
export const operationNames: readonly string[] = [
  'whoami',
  ...Object.values(operationsOfScope).flat(),
];
