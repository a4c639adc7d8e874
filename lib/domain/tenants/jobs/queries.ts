import { and, desc, eq, gt, lt, or } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { tenantJobs } from '#lib/db/schema/jobs.ts';
import type { JobId, OrgId } from '#lib/std/ids.ts';

export type JobRow = typeof tenantJobs.$inferSelect;

const lost = 'The portal stopped before it was done. Nothing was changed; start it again.';

/** Ends the jobs of an organization that have not moved since `since`: their process is gone. */
export async function endLostJobs(db: Db, orgId: OrgId, since: Date, now: Date): Promise<void> {
  await db
    .update(tenantJobs)
    .set({ status: 'failed', problem: lost, updatedAt: now })
    .where(
      and(
        eq(tenantJobs.orgId, orgId),
        eq(tenantJobs.status, 'running'),
        lt(tenantJobs.updatedAt, since),
      ),
    );
}

/** Ends the jobs of all organizations that began before `begunAt`, and answers how many. */
export async function endJobsBefore(db: Db, begunAt: Date, now: Date): Promise<number> {
  const ended = await db
    .update(tenantJobs)
    .set({ status: 'failed', problem: lost, updatedAt: now })
    .where(and(eq(tenantJobs.status, 'running'), lt(tenantJobs.createdAt, begunAt)))
    .returning({ id: tenantJobs.id });
  return ended.length;
}

/** False: another job of the organization is running. */
export async function insertJob(db: Db, job: typeof tenantJobs.$inferInsert): Promise<boolean> {
  const made = await db
    .insert(tenantJobs)
    .values(job)
    .onConflictDoNothing()
    .returning({ id: tenantJobs.id });
  return made.length > 0;
}

/** Changes a job that is still running; one that was given up stays so. */
export async function updateJob(
  db: Db,
  id: JobId,
  change: Partial<Pick<JobRow, 'status' | 'done' | 'total' | 'problem' | 'tenantId' | 'updatedAt'>>,
): Promise<void> {
  await db
    .update(tenantJobs)
    .set(change)
    .where(and(eq(tenantJobs.id, id), eq(tenantJobs.status, 'running')));
}

export async function findJob(db: Db, orgId: OrgId, id: JobId): Promise<JobRow | null> {
  const [row] = await db
    .select()
    .from(tenantJobs)
    .where(and(eq(tenantJobs.orgId, orgId), eq(tenantJobs.id, id)));
  return row ?? null;
}

/** The latest job of an organization, if it runs or has moved since `since`. */
export async function findLatestJob(db: Db, orgId: OrgId, since: Date): Promise<JobRow | null> {
  const [row] = await db
    .select()
    .from(tenantJobs)
    .where(
      and(
        eq(tenantJobs.orgId, orgId),
        or(eq(tenantJobs.status, 'running'), gt(tenantJobs.updatedAt, since)),
      ),
    )
    .orderBy(desc(tenantJobs.id))
    .limit(1);
  return row ?? null;
}
