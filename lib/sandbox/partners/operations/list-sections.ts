import { listSections as verb } from '#lib/domain/curriculum/list-sections.ts';
import { type Operation, ok, pageQuery } from '../operation.ts';

export const listSections: Operation = {
  kind: 'list',
  run: async (ctx, call) => ok(await verb(ctx, pageQuery(call.query))),
};
