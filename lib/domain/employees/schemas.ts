import { z } from 'zod';
import { emailField, lineField } from '../fields.ts';

/** Body of createEmployee (contract, Bodies). */
export const EmployeeCreate = z.strictObject({
  full_name: lineField(200),
  job_title: lineField(120),
  email: emailField.optional(),
});

export type EmployeeFields = z.output<typeof EmployeeCreate>;

/** An employee as the API shows it. */
export type Employee = {
  id: number;
  full_name: string;
  job_title: string;
  email: string | null;
  created_at: string;
  updated_at: string;
};
