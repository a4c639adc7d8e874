import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  academicYears,
  grades,
  guardians,
  notificationChannels,
  sections,
  students,
  terms,
} from '#lib/db/schema/education.ts';
import { auditEntries } from '#lib/db/schema/identity.ts';
import type { Ctx } from '#lib/domain/ctx.ts';
import { createOrganization } from '#lib/domain/organizations/create-organization.ts';
import { createTenant } from '#lib/domain/tenants/create-tenant.ts';
import { academicCalendar } from '#lib/domain/tenants/seed/school.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { systemClock } from '#lib/std/clock.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';

let database: TestDatabase;
let ctx: Ctx;
let orgId: OrgId;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = systemCtx(database.db, systemClock, 'operator');
  ({ orgId } = await createOrganization(ctx, { name: 'Masar Learning' }));
});
afterAll(() => database.drop());

const make = (seed: number, size: 'small' | 'large' = 'small') =>
  createTenant(ctx, { orgId, name: 'مدارس الرواد', size, seed });

it('a new school is filled as the contract promises', async () => {
  const { tenantId } = await make(7);
  const { db } = database;
  expect(await db.$count(students, eq(students.tenantId, tenantId))).toBe(300);
  expect(await db.$count(guardians, eq(guardians.tenantId, tenantId))).toBeGreaterThan(100);
  const places = await db
    .select({ grade: grades.id, sections: sql<number>`count(${sections.id})::int` })
    .from(grades)
    .innerJoin(sections, eq(sections.gradeId, grades.id))
    .where(eq(grades.tenantId, tenantId))
    .groupBy(grades.id);
  expect(places.length).toBeGreaterThanOrEqual(3);
  for (const place of places) expect(place.sections).toBeGreaterThanOrEqual(2);
  const mine = eq(academicYears.tenantId, tenantId);
  expect(await db.$count(academicYears, and(mine, eq(academicYears.isActive, true)))).toBe(1);
  const active = and(eq(terms.tenantId, tenantId), eq(terms.isActive, true));
  expect(await db.$count(terms, active)).toBe(1);
  const channels = await db
    .select()
    .from(notificationChannels)
    .where(eq(notificationChannels.tenantId, tenantId));
  expect(channels).toHaveLength(5);
});

it('names come in Arabic and in Latin script', async () => {
  const { tenantId } = await make(8);
  const rows = await database.db
    .select({ name: students.fullName })
    .from(students)
    .where(eq(students.tenantId, tenantId));
  const arabic = rows.filter(({ name }) => /^[\p{Script=Arabic} ]+$/u.test(name));
  const latin = rows.filter(({ name }) => /^[\p{Script=Latin} '-]+$/u.test(name));
  expect(arabic.length).toBeGreaterThan(100);
  expect(latin.length).toBeGreaterThan(50);
  expect(arabic.length + latin.length).toBe(300);
});

it('the same seed gives the same people', async () => {
  const people = async (seed: number) => {
    const { tenantId } = await make(seed);
    return database.db
      .select({ name: students.fullName, number: students.nationalId, birth: students.birthDate })
      .from(students)
      .where(eq(students.tenantId, tenantId))
      .orderBy(students.id);
  };
  const [first, again, other] = [await people(1), await people(1), await people(2)];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

it('tells how far it is and leaves an audit row', async () => {
  const steps: [number, number][] = [];
  const input = { orgId, name: 'Al Noor', size: 'small' as const };
  const { tenantId } = await createTenant(ctx, input, (...step) => steps.push(step));
  expect(steps.at(-1)).toEqual([538, 538]);
  const entries = await database.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, String(tenantId)));
  expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
    ['tenant.created', 'operator'],
  ]);
});

it('an organization that does not exist has no tenant', async () => {
  const input = { orgId: 'org_00000000000000000000000000' as OrgId, name: 'Nobody' };
  await expect(createTenant(ctx, input)).rejects.toMatchObject({ code: 'not_found' });
});

it('there is an active term on every day of a year', () => {
  for (let day = 0; day < 366; day++) {
    const now = new Date(Date.UTC(2027, 8, 1) + day * 86_400_000);
    const years = academicCalendar(now);
    expect(years.filter(({ year }) => year.isActive)).toHaveLength(1);
    const active = years.flatMap(({ terms }) => terms).filter(({ isActive }) => isActive);
    expect(active, now.toISOString()).toHaveLength(1);
  }
});
