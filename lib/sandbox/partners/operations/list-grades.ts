import { listGrades as verb } from '#lib/domain/curriculum/list-grades.ts';
import { type Operation, okPage, pageQuery } from '../operation.ts';

export const listGrades: Operation = {
  kind: 'list',
  run: async (ctx, call) => okPage(await verb(ctx, pageQuery(call.query))),
};
