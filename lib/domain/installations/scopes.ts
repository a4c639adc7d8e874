/** The fourteen scopes of the Partners API (contract, Scopes), sorted. Read and write, never delete. */
export const partnerScopes = [
  'education.academic_years.read',
  'education.grades.read',
  'education.guardians.read',
  'education.guardians.write',
  'education.sections.read',
  'education.students.read',
  'education.students.write',
  'education.subjects.read',
  'education.subjects.write',
  'education.terms.read',
  'employees.directory.read',
  'employees.directory.write',
  'notifications.providers.send',
  'reports.builder.read',
] as const;

export type PartnerScope = (typeof partnerScopes)[number];
