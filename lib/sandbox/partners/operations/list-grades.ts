import { listGrades as verb } from '#lib/domain/curriculum/list-grades.ts';
import { type Operation, ok, pageQuery } from '../operation.ts';

export const listGrades: Operation = {
  kind: 'list',
  run: async (ctx, call) => ok(await verb(ctx, pageQuery(call.query))),
};
