import { z } from 'zod';
import { lineField } from '../fields.ts';

/** Body of createSubject (contract, Bodies). */
export const SubjectCreate = z.strictObject({
  name: lineField(120),
  code: lineField(40).optional(),
});

export type SubjectFields = z.output<typeof SubjectCreate>;

type Stamped = { id: number; created_at: string; updated_at: string };

/** The records of the curriculum as the API shows them. */
export type Subject = Stamped & { name: string; code: string | null };
export type Grade = Stamped & { name: string; order: number };
export type Section = Stamped & { name: string; grade_id: number };
export type AcademicYear = Stamped & {
  name: string;
  start_date: string;
  end_date: string;
  is_active: boolean;
};
export type Term = AcademicYear & { academic_year_id: number };
