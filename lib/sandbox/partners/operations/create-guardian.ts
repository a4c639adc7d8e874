import { createGuardian as verb } from '#lib/domain/guardians/create-guardian.ts';
import { created, type Operation } from '../operation.ts';

export const createGuardian: Operation = {
  kind: 'write',
  async run(ctx, { body }) {
    const guardian = await verb(ctx, body);
    return created(`/education/guardians/${guardian.id}`, guardian);
  },
};
