import { getEmployee as verb } from '#lib/domain/employees/get-employee.ts';
import { type Operation, ok, recordId } from '../operation.ts';

export const getEmployee: Operation = {
  kind: 'read',
  run: async (ctx, call) => ok({ data: await verb(ctx, recordId(call.params)) }),
};
