import { AppError } from '#lib/errors.ts';
import { validationFailed } from '../parse-body.ts';
import type { Obstacles } from './queries.ts';

/** The refusal for what stands against a student: wrong references 422 first, then the taken number 409. */
export function refusalOf(obstacles: Obstacles): AppError {
  const errors: Record<string, string[]> = {};
  if (obstacles.grade_unknown) errors.grade_id = ['must be the id of a grade of the tenant'];
  if (obstacles.section_unknown) errors.section_id = ['must be the id of a section of the tenant'];
  else if (obstacles.section_of_other_grade) errors.section_id = ['must belong to grade_id'];
  if (obstacles.guardian_unknown) {
    errors.guardian_id = ['must be the id of a guardian of the tenant'];
  }
  if (Object.keys(errors).length > 0) return validationFailed(errors);
  return new AppError('conflict', {
    message: 'Another student has this national_id.',
    details: { field: 'national_id' },
  });
}
