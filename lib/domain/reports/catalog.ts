import { z } from 'zod';
import type { Queryable } from '#lib/db/raw.ts';
import { choiceField, idField } from '../fields.ts';
import { relations } from '../guardians/schemas.ts';
import {
  employeeDirectory,
  guardiansContactList,
  type ReportRow,
  studentsByGrade,
  studentsWithoutGuardian,
} from './queries.ts';
import type { Report, ReportColumn } from './schemas.ts';

type Definition = {
  report: Report;
  /** Judges the parameters; its output is what `compute` takes. */
  parameters: z.ZodType<Record<string, unknown>>;
  compute(db: Queryable, tenantId: number, parameters: unknown): Promise<ReportRow[]>;
};

const oneOf = (name: string, schema: Record<string, unknown>) => ({
  type: 'object',
  properties: { [name]: schema },
  additionalProperties: false,
});

const gradeParameter = oneOf('grade_id', {
  type: 'integer',
  minimum: 1,
  description: 'Only this grade.',
});

function define<S extends z.ZodType<Record<string, unknown>>>(
  report: Report,
  parameters: S,
  compute: (db: Queryable, tenantId: number, parameters: z.output<S>) => Promise<ReportRow[]>,
): Definition {
  return {
    report,
    parameters,
    compute: (db, tenantId, given) => compute(db, tenantId, parameters.parse(given)),
  };
}

const column = (key: string, name: string, type: ReportColumn['type'] = 'string') => ({
  key,
  name,
  type,
});

const GradeParameters = z.strictObject({ grade_id: idField.optional() });

/** The reports of the sandbox, by key (contract, Bodies: Report). All of them read the tenant's real rows. */
export const reportCatalog: readonly Definition[] = [
  define(
    {
      key: 'employee_directory',
      name: 'Employee directory',
      description: 'Employees with their job title and e-mail address.',
      parameters: oneOf('job_title', {
        type: 'string',
        minLength: 1,
        description: 'Only this job title.',
      }),
      columns: [
        column('employee_id', 'Employee', 'integer'),
        column('full_name', 'Name'),
        column('job_title', 'Job title'),
        column('email', 'E-mail'),
      ],
    },
    z.strictObject({
      job_title: z
        .string('must be text')
        .min(1, 'must not be empty')
        .refine((text) => text.isWellFormed() && !text.includes('\0'), 'must be text')
        .optional(),
    }),
    (db, tenantId, { job_title }) => employeeDirectory(db, tenantId, job_title ?? null),
  ),
  define(
    {
      key: 'guardians_contact_list',
      name: 'Guardians contact list',
      description: 'Guardians with phone, e-mail address and number of students.',
      parameters: oneOf('relation', {
        type: 'string',
        enum: [...relations],
        description: 'Only this relation.',
      }),
      columns: [
        column('guardian_id', 'Guardian', 'integer'),
        column('full_name', 'Name'),
        column('relation', 'Relation'),
        column('phone', 'Phone'),
        column('email', 'E-mail'),
        column('students', 'Students', 'integer'),
      ],
    },
    z.strictObject({ relation: choiceField(relations).optional() }),
    (db, tenantId, { relation }) => guardiansContactList(db, tenantId, relation ?? null),
  ),
  define(
    {
      key: 'students_by_grade',
      name: 'Students by grade',
      description: 'Number of students in each grade, by gender.',
      parameters: gradeParameter,
      columns: [
        column('grade_id', 'Grade id', 'integer'),
        column('grade', 'Grade'),
        column('male', 'Male', 'integer'),
        column('female', 'Female', 'integer'),
        column('students', 'Students', 'integer'),
      ],
    },
    GradeParameters,
    (db, tenantId, { grade_id }) => studentsByGrade(db, tenantId, grade_id ?? null),
  ),
  define(
    {
      key: 'students_without_guardian',
      name: 'Students without guardian',
      description: 'Students for whom no guardian is recorded.',
      parameters: gradeParameter,
      columns: [
        column('student_id', 'Student', 'integer'),
        column('full_name', 'Name'),
        column('national_id', 'National id'),
        column('grade', 'Grade'),
        column('section', 'Section'),
      ],
    },
    GradeParameters,
    (db, tenantId, { grade_id }) => studentsWithoutGuardian(db, tenantId, grade_id ?? null),
  ),
];
