import { listAcademicYears as verb } from '#lib/domain/curriculum/list-academic-years.ts';
import { type Operation, okPage, pageQuery } from '../operation.ts';

export const listAcademicYears: Operation = {
  kind: 'list',
  run: async (ctx, call) => okPage(await verb(ctx, pageQuery(call.query))),
};
