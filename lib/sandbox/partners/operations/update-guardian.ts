import { updateGuardian as verb } from '#lib/domain/guardians/update-guardian.ts';
import { type Operation, ok, recordId } from '../operation.ts';

export const updateGuardian: Operation = {
  kind: 'write',
  run: async (ctx, call) => ok({ data: await verb(ctx, recordId(call.params), call.body) }),
};
