import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guardians, sections, students } from '#lib/db/schema/index.ts';
import { systemClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';
import { listAppRows } from '../apps/queries.ts';
import { systemCtx } from '../transaction.ts';
import { sampleIds } from './sample-ids.ts';

let database: TestDatabase;
const partners: TestPartner[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  for (const word of ['najm', 'rawda']) partners.push(await makePartner(database.db, word));
});

afterAll(() => database.drop());

test('the ids of examples are records of the very tenant, each of them', async () => {
  const byTenant = await sampleIds(
    systemCtx(database.db, systemClock),
    partners.map(({ tenantId }) => tenantId),
  );
  for (const { tenantId } of partners) {
    const ids = byTenant.get(tenantId) ?? {};
    const { grade_id: grade = 0, section_id: section = 0 } = ids;
    const { guardian_id: guardian = 0, student_id: student = 0 } = ids;
    const { db } = database;
    expect(
      await db.$count(
        sections,
        and(eq(sections.tenantId, tenantId), eq(sections.id, section), eq(sections.gradeId, grade)),
      ),
    ).toBe(1);
    expect(
      await db.$count(guardians, and(eq(guardians.tenantId, tenantId), eq(guardians.id, guardian))),
    ).toBe(1);
    expect(
      await db.$count(students, and(eq(students.tenantId, tenantId), eq(students.id, student))),
    ).toBe(1);
  }
});

test('an app is listed with the number of its living installations', async () => {
  for (const { orgId } of partners) {
    const rows = await listAppRows(database.db, orgId);
    expect(rows.map(({ installations }) => installations)).toEqual([1]);
  }
});
