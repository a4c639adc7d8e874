import { listSections as verb } from '#lib/domain/curriculum/list-sections.ts';
import { type Operation, okPage, pageQuery } from '../operation.ts';

export const listSections: Operation = {
  kind: 'list',
  run: async (ctx, call) => okPage(await verb(ctx, pageQuery(call.query))),
};
