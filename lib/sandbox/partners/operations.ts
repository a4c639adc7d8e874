import type { OperationId } from './catalog.ts';
import type { Operation } from './operation.ts';
import { createEmployee } from './operations/create-employee.ts';
import { createGuardian } from './operations/create-guardian.ts';
import { createStudent } from './operations/create-student.ts';
import { createSubject } from './operations/create-subject.ts';
import { getEmployee } from './operations/get-employee.ts';
import { getGuardian } from './operations/get-guardian.ts';
import { getNotificationCapabilities } from './operations/get-notification-capabilities.ts';
import { getStudent } from './operations/get-student.ts';
import { listAcademicYears } from './operations/list-academic-years.ts';
import { listEmployees } from './operations/list-employees.ts';
import { listGrades } from './operations/list-grades.ts';
import { listGuardians } from './operations/list-guardians.ts';
import { listReports } from './operations/list-reports.ts';
import { listSections } from './operations/list-sections.ts';
import { listStudents } from './operations/list-students.ts';
import { listSubjects } from './operations/list-subjects.ts';
import { listTerms } from './operations/list-terms.ts';
import { runReport } from './operations/run-report.ts';
import { sendNotification } from './operations/send-notification.ts';
import { updateGuardian } from './operations/update-guardian.ts';
import { updateStudent } from './operations/update-student.ts';
import { whoami } from './operations/whoami.ts';

/** A handler for every documented operation: one that is forgotten does not compile. */
export const operations: Readonly<Record<OperationId, Operation>> = {
  createEmployee,
  createGuardian,
  createStudent,
  createSubject,
  getEmployee,
  getGuardian,
  getNotificationCapabilities,
  getStudent,
  listAcademicYears,
  listEmployees,
  listGrades,
  listGuardians,
  listReports,
  listSections,
  listStudents,
  listSubjects,
  listTerms,
  runReport,
  sendNotification,
  updateGuardian,
  updateStudent,
  whoami,
};
