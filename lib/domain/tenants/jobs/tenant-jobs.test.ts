import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { students } from '#lib/db/schema/education.ts';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { tenantJobs } from '#lib/db/schema/jobs.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { getTenant } from '#lib/domain/tenants/get-tenant.ts';
import {
  getTenantJob,
  latestTenantJob,
  settleOrphans,
} from '#lib/domain/tenants/jobs/get-tenant-job.ts';
import { mostTenants, startTenantJob } from '#lib/domain/tenants/jobs/start-tenant-job.ts';
import { listTenants } from '#lib/domain/tenants/list-tenants.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { call, createSchool, openSandbox, type School } from '../../../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { userCtx } from '../../../../test/support/webhooks.ts';

let database: TestDatabase;
let school: School;
let owner: UserCtx;

beforeAll(async () => {
  database = await createTestDatabase();
  school = await createSchool(database.db);
  owner = userCtx(database.db, school.orgId, 'owner');
});
afterAll(() => database.drop());

const count = (tenantId: number) => database.db.$count(students, eq(students.tenantId, tenantId));

it('a school is made in the background: the job tells how far it is and what it made', async () => {
  const input = { kind: 'create', name: 'مدارس الأفق', size: 'small' } as const;
  const { jobId, finished } = await startTenantJob(owner, input);
  expect(await getTenantJob(owner, jobId)).toMatchObject({
    status: 'running',
    tenantName: 'مدارس الأفق',
  });
  await finished;
  const job = await getTenantJob(owner, jobId);
  expect(job).toMatchObject({ status: 'done', done: 538, total: 538, problem: null });
  expect(await count(job.tenantId ?? 0)).toBe(300);
  expect(await latestTenantJob(owner)).toEqual(job);
  const made = (await listTenants(owner, school.appId)).find(({ id }) => id === job.tenantId);
  expect(made).toMatchObject({ name: 'مدارس الأفق', students: 300, installationId: null });
});

it('a large school is reset with its progress seen meanwhile, by one actor in the audit', async () => {
  const { tenantId } = school;
  const { jobId, finished } = await startTenantJob(owner, {
    kind: 'reset',
    tenantId,
    size: 'large',
  });
  const seen: number[] = [];
  let over = false;
  void finished.then(() => (over = true));
  while (!over) {
    seen.push((await getTenantJob(owner, jobId)).done);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(seen.some((done) => done > 0 && done < 30_000)).toBe(true);
  expect(await getTenantJob(owner, jobId)).toMatchObject({ status: 'done', tenantId });
  expect(await count(tenantId)).toBe(20_000);
  const of = and(
    eq(auditEntries.subject, String(tenantId)),
    eq(auditEntries.action, 'tenant.reset'),
  );
  const rows = await database.db.select().from(auditEntries).where(of);
  expect(rows.map(({ actor }) => actor)).toEqual([`user:${owner.actor.userId}`]);
});

it('one at a time for an organization; what a stopped process left is ended', async () => {
  const { tenantId } = school;
  const reset = { kind: 'reset', tenantId } as const;
  const { jobId, finished } = await startTenantJob(owner, reset);
  await expect(startTenantJob(owner, reset)).rejects.toMatchObject({ code: 'conflict' });
  await finished;
  const old = new Date(Date.now() - 61_000);
  const left = eq(tenantJobs.id, jobId);
  await database.db.update(tenantJobs).set({ status: 'running', updatedAt: old }).where(left);
  expect(await getTenantJob(owner, jobId)).toMatchObject({ status: 'failed' });
  const again = await startTenantJob(owner, reset);
  await again.finished;
  expect(await getTenantJob(owner, again.jobId)).toMatchObject({ status: 'done' });
});

it('a job that does not move says for how long; one of a process that is gone is given up at once', async () => {
  const { tenantId } = school;
  const { jobId, finished } = await startTenantJob(owner, { kind: 'reset', tenantId });
  await finished;
  const now = Date.now();
  const [createdAt, updatedAt] = [new Date(now - 40_000), new Date(now - 20_000)];
  const left = eq(tenantJobs.id, jobId);
  await database.db.update(tenantJobs).set({ status: 'running', createdAt, updatedAt }).where(left);
  const clock = fixedClock(new Date(now));
  expect(await getTenantJob({ ...owner, clock }, jobId)).toMatchObject({
    status: 'running',
    silentMs: 20_000,
  });
  const system = systemCtx(database.db, clock);
  // It began with this process or after it: somebody may be at work on it.
  expect(await settleOrphans(system, createdAt)).toBe(0);
  expect(await settleOrphans(system, new Date(now - 30_000))).toBe(1);
  expect(await getTenantJob(owner, jobId)).toMatchObject({
    status: 'failed',
    problem: expect.stringContaining('Nothing was changed'),
    silentMs: 0,
  });
});

it('viewers may not, strangers find nothing, and there is a last school', async () => {
  const { tenantId } = school;
  const viewer = userCtx(database.db, school.orgId, 'viewer');
  const create = { kind: 'create', name: 'Al Noor' } as const;
  await expect(startTenantJob(viewer, create)).rejects.toMatchObject({ code: 'forbidden' });
  const other = await createSchool(database.db);
  const stranger = userCtx(database.db, other.orgId, 'owner');
  const reset = { kind: 'reset', tenantId } as const;
  await expect(startTenantJob(stranger, reset)).rejects.toMatchObject({ code: 'not_found' });
  const job = await latestTenantJob(owner);
  await expect(getTenantJob(stranger, job?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
  await expect(getTenant(stranger, String(tenantId), null)).rejects.toMatchObject({
    code: 'not_found',
  });
  for (const id of ['0', '-1', '1.5', '99999999999', 'abc']) {
    await expect(getTenant(owner, id, null)).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(startTenantJob(owner, { ...create, name: ' ' })).rejects.toMatchObject({
    code: 'validation_failed',
  });
  const { tenants } = await import('#lib/db/schema/apps.ts');
  const rows = Array.from({ length: mostTenants }, (_, i) => ({
    orgId: other.orgId,
    name: `School ${i}`,
    createdAt: new Date(),
  }));
  await database.db.insert(tenants).values(rows);
  await expect(startTenantJob(stranger, create)).rejects.toMatchObject({ code: 'conflict' });
});

it('the outbox shows what was sent, newest first, with the names of people', async () => {
  const sandbox = openSandbox(database.db);
  const sender = await createSchool(database.db);
  const { token } = sender;
  const guardians = await call(sandbox, 'GET', '/education/guardians?per_page=1', { token });
  const [guardian] = guardians.json.data as { id: number; full_name: string }[];
  for (const [to, message] of [
    [guardian?.id, 'غدًا إجازة'],
    ['+966501234567', 'Bus 4 is late'],
  ] as const) {
    const body = { to, message };
    await call(sandbox, 'POST', '/notifications/send', { token, body });
  }
  const ctx = userCtx(database.db, sender.orgId, 'viewer');
  const { outbox, channels, records, next } = await getTenant(ctx, String(sender.tenantId), null);
  expect(outbox.map(({ body, name, recipient }) => [body, name ?? recipient])).toEqual([
    ['Bus 4 is late', '+966501234567'],
    ['غدًا إجازة', guardian?.full_name],
  ]);
  expect(channels).toHaveLength(5);
  expect(records.students).toBe(300);
  expect(next).toBeNull();
  const older = await getTenant(ctx, String(sender.tenantId), String(outbox[0]?.id));
  expect(older.outbox.map(({ body }) => body)).toEqual(['غدًا إجازة']);
  await sandbox.close();
});
