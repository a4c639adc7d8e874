import { listGuardians as verb } from '#lib/domain/guardians/list-guardians.ts';
import { type Operation, okPage, pageQuery } from '../operation.ts';

export const listGuardians: Operation = {
  kind: 'list',
  run: async (ctx, call) => okPage(await verb(ctx, pageQuery(call.query))),
};
