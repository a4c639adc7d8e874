import { listSubjects as verb } from '#lib/domain/curriculum/list-subjects.ts';
import { type Operation, okPage, pageQuery } from '../operation.ts';

export const listSubjects: Operation = {
  kind: 'list',
  run: async (ctx, call) => okPage(await verb(ctx, pageQuery(call.query))),
};
