import { listStudents as verb } from '#lib/domain/students/list-students.ts';
import { type Operation, okPage, pageQuery } from '../operation.ts';

export const listStudents: Operation = {
  kind: 'list',
  run: async (ctx, call) => okPage(await verb(ctx, pageQuery(call.query))),
};
