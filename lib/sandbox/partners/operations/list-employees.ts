import { listEmployees as verb } from '#lib/domain/employees/list-employees.ts';
import { type Operation, okPage, pageQuery } from '../operation.ts';

export const listEmployees: Operation = {
  kind: 'list',
  run: async (ctx, call) => okPage(await verb(ctx, pageQuery(call.query))),
};
