import { listReports as verb } from '#lib/domain/reports/list-reports.ts';
import { type Operation, ok, pageQuery } from '../operation.ts';

export const listReports: Operation = {
  kind: 'read',
  run: async (ctx, call) => ok(verb(ctx, pageQuery(call.query))),
};
