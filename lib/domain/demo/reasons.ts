import type { PartnerScope } from '../installations/scopes.ts';

/** Why the app of a demo asks for each scope. */
export const demoReasons: readonly (readonly [PartnerScope, string])[] = [
  ['education.academic_years.read', 'Knows which year a day of attendance belongs to.'],
  ['education.grades.read', 'Sorts attendance by grade.'],
  ['education.guardians.read', 'Knows whom to tell when a student is absent.'],
  ['education.guardians.write', 'Lets guardians correct their own phone number.'],
  ['education.sections.read', 'Shows each teacher the sections to check.'],
  ['education.students.read', 'Shows the students of a section to its teacher.'],
  ['education.students.write', 'Adds students whom a teacher finds missing from the list.'],
  ['education.subjects.read', 'Takes attendance by lesson.'],
  ['education.subjects.write', 'Adds the subjects that the timetable has.'],
  ['education.terms.read', 'Counts absences by term.'],
  ['employees.directory.read', 'Knows which teacher stands in for whom.'],
  ['employees.directory.write', 'Adds substitute teachers.'],
  ['notifications.providers.send', 'Tells guardians of an absence within the hour.'],
  ['reports.builder.read', 'Builds the monthly attendance report.'],
];
