import { listEmployees as verb } from '#lib/domain/employees/list-employees.ts';
import { type Operation, ok, pageQuery } from '../operation.ts';

export const listEmployees: Operation = {
  kind: 'list',
  run: async (ctx, call) => ok(await verb(ctx, pageQuery(call.query))),
};
