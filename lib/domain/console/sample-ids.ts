import type { Ctx } from '../ctx.ts';
import { listFirstIds } from './queries.ts';
import type { SampleIds } from './schemas.ts';

/**
 * Ids of records that each tenant has, by tenant. The console puts them into the examples of the document, so that
 * what it proposes works when it is sent.
 */
export async function sampleIds(
  ctx: Ctx,
  tenantIds: readonly number[],
): Promise<Map<number, SampleIds>> {
  const rows = await listFirstIds(ctx.db, [...new Set(tenantIds)]);
  return new Map(
    rows.map(({ tenantId, ...ids }) => {
      const named = {
        grade_id: ids.gradeId,
        section_id: ids.sectionId,
        guardian_id: ids.guardianId,
        student_id: ids.studentId,
        employee_id: ids.employeeId,
      };
      const known = Object.entries(named).filter(
        (entry): entry is [string, number] => entry[1] !== null,
      );
      return [tenantId, Object.fromEntries(known)];
    }),
  );
}
