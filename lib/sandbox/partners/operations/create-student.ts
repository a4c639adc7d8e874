import { createStudent as verb } from '#lib/domain/students/create-student.ts';
import { created, type Operation } from '../operation.ts';

export const createStudent: Operation = {
  kind: 'write',
  async run(ctx, { body }) {
    const student = await verb(ctx, body);
    return created(`/education/students/${student.id}`, student);
  },
};
