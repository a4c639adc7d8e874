import { runReport as verb } from '#lib/domain/reports/run-report.ts';
import { type Operation, ok } from '../operation.ts';

export const runReport: Operation = {
  kind: 'write',
  run: async (ctx, call) => ok({ data: await verb(ctx, call.params.key ?? '', call.body) }),
};
