import { listGuardians as verb } from '#lib/domain/guardians/list-guardians.ts';
import { type Operation, ok, pageQuery } from '../operation.ts';

export const listGuardians: Operation = {
  kind: 'list',
  run: async (ctx, call) => ok(await verb(ctx, pageQuery(call.query))),
};
