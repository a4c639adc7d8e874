import { and, desc, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { tenantJobs } from '#lib/db/schema/jobs.ts';
import type { JobId, OrgId } from '#lib/std/ids.ts';

export type JobRow = typeof tenantJobs.$inferSelect;

const lost = 'The portal stopped before it was done. Nothing was changed; start it again.';

const lockOf = (id: JobId | typeof tenantJobs.id) => sql`hashtextextended(${id}, 0)`;

/**
 * The transaction of a job's work holds this lock, so PostgreSQL lets it go the moment the process that works is gone, and
 * not while it only stands still.
 */
export async function holdJob(db: Db, id: JobId): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${lockOf(id)})`);
}

export type Bounds = {
  /** A job that has not moved since then, and whose work holds no lock, is lost. */
  unheldSince: Date;
  /** One that has not moved since then is lost in any case: its machine may have vanished without a word. */
  since: Date;
};

/** Ends the jobs of an organization whose process is gone. */
export async function endLostJobs(
  db: Db,
  orgId: OrgId,
  { unheldSince, since }: Bounds,
  now: Date,
): Promise<void> {
  const isFree = sql`pg_try_advisory_xact_lock(${lockOf(tenantJobs.id)})`;
  await db
    .update(tenantJobs)
    .set({ status: 'failed', problem: lost, updatedAt: now })
    .where(
      and(
        eq(tenantJobs.orgId, orgId),
        eq(tenantJobs.status, 'running'),
        or(lt(tenantJobs.updatedAt, since), and(lt(tenantJobs.updatedAt, unheldSince), isFree)),
      ),
    );
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

/** Changes a job that is still running; one that was given up stays so. Answers whether it ran. */
export async function updateJob(
  db: Db,
  id: JobId,
  change: Partial<Pick<JobRow, 'status' | 'done' | 'total' | 'problem' | 'tenantId' | 'updatedAt'>>,
): Promise<boolean> {
  const changed = await db
    .update(tenantJobs)
    .set(change)
    .where(and(eq(tenantJobs.id, id), eq(tenantJobs.status, 'running')))
    .returning({ id: tenantJobs.id });
  return changed.length > 0;
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
