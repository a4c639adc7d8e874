import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installations } from '#lib/db/schema/apps.ts';
import { sections, students, terms } from '#lib/db/schema/education.ts';
import { resetTenant } from '#lib/domain/tenants/reset-tenant.ts';
import {
  call,
  createSchool,
  openSandbox,
  placeIn,
  type School,
  studentBody,
  type TestSandbox,
} from '../../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';

let database: TestDatabase;
let sandbox: TestSandbox;
let school: School;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  school = await createSchool(database.db);
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

const count = (table: typeof students | typeof sections | typeof terms, where = school) =>
  database.db.$count(table, eq(table.tenantId, where.tenantId));

it('gives the tenant a new school and touches no other', async () => {
  const other = await createSchool(database.db);
  const body = studentBody(await placeIn(sandbox, school));
  await call(sandbox, 'POST', '/education/students', { token: school.token, body });
  await resetTenant(school.ctx, { tenantId: school.tenantId });
  expect(await count(students)).toBe(300);
  expect(await count(terms)).toBe(6);
  expect(await count(students, other)).toBe(300);
  const search = `/education/students?search=${body.national_id}`;
  expect((await call(sandbox, 'GET', search, { token: school.token })).json.total).toBe(0);
});

it('can change the size', async () => {
  const seen: number[] = [];
  await resetTenant(school.ctx, { tenantId: school.tenantId, size: 'large' }, (done) =>
    seen.push(done),
  );
  expect(await count(students)).toBe(20_000);
  expect(await count(sections)).toBe(720);
  expect(seen.length).toBeGreaterThan(5);
  await resetTenant(school.ctx, { tenantId: school.tenantId, size: 'small' });
  expect(await count(students)).toBe(300);
});

it('is refused for a tenant that does not exist or is another organization’s', async () => {
  await expect(resetTenant(school.ctx, { tenantId: 999_999 })).rejects.toMatchObject({
    code: 'not_found',
  });
  const stranger = {
    ...school.ctx,
    actor: {
      type: 'user' as const,
      userId: 'usr_x' as const,
      sessionId: 'ses_x' as const,
      orgId: 'org_x' as const,
      role: 'owner' as const,
    },
  };
  await expect(resetTenant(stranger, { tenantId: school.tenantId })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('calls that meet a reset are answered as documented, and two resets leave one school', async () => {
  const place = await placeIn(sandbox, school);
  const reset = () => resetTenant(school.ctx, { tenantId: school.tenantId });
  const write = () =>
    call(sandbox, 'POST', '/education/students', { token: school.token, body: studentBody(place) });
  const writes = Array.from({ length: 30 }, write);
  const [answers] = await Promise.all([Promise.all(writes), reset(), reset()]);
  for (const { status } of answers) expect([201, 422]).toContain(status);
  expect(await count(students)).toBeGreaterThanOrEqual(300);
  expect(await count(students)).toBeLessThanOrEqual(330);
});

it('a reset ends well while callers put students under the guardians that go', async () => {
  const place = await placeIn(sandbox, school);
  const { token } = school;
  const list = '/education/guardians?per_page=100';
  const { json } = await call(sandbox, 'GET', list, { token });
  const old = json.data as { id: number }[];
  const mine = eq(installations.id, school.installationId);
  await database.db.update(installations).set({ rateLimitPerMinute: 100_000 }).where(mine);
  const statuses = new Set<number>();
  let isOver = false;
  const writeOn = async (_: unknown, writer: number) => {
    for (let i = writer; !isOver; i++) {
      const body = { ...studentBody(place), guardian_id: old[i % old.length]?.id };
      statuses.add((await call(sandbox, 'POST', '/education/students', { token, body })).status);
    }
  };
  const writers = Array.from({ length: 12 }, writeOn);
  await expect.poll(() => statuses.has(201)).toBe(true);
  await Promise.all([
    resetTenant(school.ctx, { tenantId: school.tenantId }),
    resetTenant(school.ctx, { tenantId: school.tenantId }),
  ]).finally(() => {
    isOver = true;
  });
  await Promise.all(writers);
  expect(statuses).toEqual(new Set([201, 422]));
  expect(await count(students)).toBeGreaterThanOrEqual(300);
});
