import { getGuardian as verb } from '#lib/domain/guardians/get-guardian.ts';
import { type Operation, ok, recordId } from '../operation.ts';

export const getGuardian: Operation = {
  kind: 'read',
  run: async (ctx, call) => ok({ data: await verb(ctx, recordId(call.params)) }),
};
