import { listTerms as verb } from '#lib/domain/curriculum/list-terms.ts';
import { type Operation, okPage, pageQuery } from '../operation.ts';

export const listTerms: Operation = {
  kind: 'list',
  run: async (ctx, call) => okPage(await verb(ctx, pageQuery(call.query))),
};
