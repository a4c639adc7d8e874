import { z } from 'zod';
import {
  atLeastOneField,
  choiceField,
  dateField,
  idField,
  lineField,
  nationalIdField,
} from '../fields.ts';

export const genders = ['male', 'female'] as const;

/** Body of createStudent (contract, Bodies). */
export const StudentCreate = z.strictObject({
  full_name: lineField(200),
  national_id: nationalIdField,
  birth_date: dateField,
  gender: choiceField(genders),
  grade_id: idField,
  section_id: idField,
  guardian_id: idField.nullish(),
});

/** Body of updateStudent: at least one field; null clears only the guardian. */
export const StudentUpdate = StudentCreate.partial().refine(
  (fields) => Object.keys(fields).length > 0,
  atLeastOneField,
);

export type StudentFields = z.output<typeof StudentCreate>;
export type StudentChanges = z.output<typeof StudentUpdate>;

/** A student as the API shows it. */
export type Student = {
  id: number;
  full_name: string;
  national_id: string;
  birth_date: string;
  gender: (typeof genders)[number];
  grade_id: number;
  section_id: number;
  guardian_id: number | null;
  created_at: string;
  updated_at: string;
};
