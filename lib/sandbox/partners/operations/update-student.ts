import { updateStudent as verb } from '#lib/domain/students/update-student.ts';
import { type Operation, ok, recordId } from '../operation.ts';

export const updateStudent: Operation = {
  kind: 'write',
  run: async (ctx, call) => ok({ data: await verb(ctx, recordId(call.params), call.body) }),
};
