import { getStudent as verb } from '#lib/domain/students/get-student.ts';
import { type Operation, ok, recordId } from '../operation.ts';

export const getStudent: Operation = {
  kind: 'read',
  run: async (ctx, call) => ok({ data: await verb(ctx, recordId(call.params)) }),
};
