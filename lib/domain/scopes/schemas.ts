import type { PartnerScope } from '../installations/scopes.ts';

/** What each scope opens, as the administrator of a school reads it. */
export const scopeMeanings: Readonly<Record<PartnerScope, string>> = {
  'education.academic_years.read': 'See the academic years',
  'education.grades.read': 'See the grades that the school teaches',
  'education.guardians.read': 'See guardians: names, phone numbers, relation to their students',
  'education.guardians.write': 'Add guardians and change their details',
  'education.sections.read': 'See the sections of each grade',
  'education.students.read': 'See students: names, national ids, birth dates, grade and section',
  'education.students.write': 'Add students and change their details',
  'education.subjects.read': 'See the subjects',
  'education.subjects.write': 'Add subjects',
  'education.terms.read': 'See the terms',
  'employees.directory.read': 'See employees: names, positions, contact details',
  'employees.directory.write': 'Add employees to the directory',
  'notifications.providers.send': 'Send messages to people of the school',
  'reports.builder.read': 'Build and read reports',
};

export { scopeReason } from '../manifest/fields.ts';

/** A scope that an app asks for. */
export type AskedScope = { scope: PartnerScope; reason: string; isOptional: boolean };
