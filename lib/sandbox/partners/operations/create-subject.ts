import { createSubject as verb } from '#lib/domain/curriculum/create-subject.ts';
import { created, type Operation, ok } from '../operation.ts';

export const createSubject: Operation = {
  kind: 'write',
  async run(ctx, { body }) {
    const { subject, isNew } = await verb(ctx, body);
    return isNew ? created(`/education/subjects/${subject.id}`, subject) : ok({ data: subject });
  },
};
