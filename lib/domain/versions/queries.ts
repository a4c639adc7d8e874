import { and, desc, eq, inArray, isNotNull, notInArray, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { appScopes, apps } from '#lib/db/schema/apps.ts';
import { organizations, users } from '#lib/db/schema/identity.ts';
import { appVersions, policyWaivers, type VersionStatus } from '#lib/db/schema/versions.ts';
import type { AppId, OrgId, UserId, VersionId } from '#lib/std/ids.ts';
import type { AskedScope } from '../scopes/schemas.ts';

export type VersionRow = typeof appVersions.$inferSelect;
export type WaiverRow = typeof policyWaivers.$inferSelect;

const mostVersions = 200;

/** The versions of an app, the newest first. */
export function listVersionRows(db: Db, appId: AppId): Promise<VersionRow[]> {
  return db
    .select()
    .from(appVersions)
    .where(eq(appVersions.appId, appId))
    .orderBy(desc(appVersions.number))
    .limit(mostVersions);
}

export async function findVersionRow(db: Db, id: VersionId): Promise<VersionRow | null> {
  const [row] = await db.select().from(appVersions).where(eq(appVersions.id, id));
  return row ?? null;
}

export async function insertVersion(
  db: Db,
  values: typeof appVersions.$inferInsert,
): Promise<VersionRow> {
  const [row] = await db.insert(appVersions).values(values).returning();
  if (!row) throw new Error('an insert without conflict returns its row');
  return row;
}

export async function updateVersion(
  db: Db,
  id: VersionId,
  values: Partial<typeof appVersions.$inferInsert>,
): Promise<void> {
  await db.update(appVersions).set(values).where(eq(appVersions.id, id));
}

/** Other versions of the app that a newly published one replaces. */
export async function supersedeOthers(db: Db, appId: AppId, number: number, changedAt: Date) {
  await db
    .update(appVersions)
    .set({ status: 'superseded', changedAt })
    .where(
      and(
        eq(appVersions.appId, appId),
        sql`(${appVersions.status} = 'published' or (${appVersions.status} = 'approved' and ${appVersions.number} < ${number}))`,
        sql`${appVersions.number} <> ${number}`,
      ),
    );
}

/** What the app is, as its effective manifest says. */
export async function updateApp(db: Db, appId: AppId, values: Partial<typeof apps.$inferInsert>) {
  await db.update(apps).set(values).where(eq(apps.id, appId));
}

export async function findApp(db: Db, appId: AppId) {
  const [row] = await db.select().from(apps).where(eq(apps.id, appId));
  return row ?? null;
}

/** The app asks for exactly these. */
export async function replaceAskedScopes(
  db: Db,
  appId: AppId,
  asked: readonly AskedScope[],
  createdAt: Date,
): Promise<void> {
  const kept = asked.map(({ scope }) => scope);
  await db
    .delete(appScopes)
    .where(
      and(
        eq(appScopes.appId, appId),
        kept.length > 0 ? notInArray(appScopes.scope, kept) : undefined,
      ),
    );
  if (asked.length === 0) return;
  await db
    .insert(appScopes)
    .values(asked.map((one) => ({ ...one, appId, createdAt })))
    .onConflictDoUpdate({
      target: [appScopes.appId, appScopes.scope],
      set: { reason: sql`excluded.reason`, isOptional: sql`excluded.is_optional` },
    });
}

export function listWaiverRows(db: Db, appId: AppId): Promise<WaiverRow[]> {
  return db
    .select()
    .from(policyWaivers)
    .where(eq(policyWaivers.appId, appId))
    .orderBy(policyWaivers.rule);
}

export async function upsertWaiver(db: Db, waiver: typeof policyWaivers.$inferInsert) {
  const { reason, waivedBy, createdAt, expiresAt } = waiver;
  await db
    .insert(policyWaivers)
    .values(waiver)
    .onConflictDoUpdate({
      target: [policyWaivers.appId, policyWaivers.rule],
      set: { reason, waivedBy, createdAt, expiresAt: expiresAt ?? null },
    });
}

export async function deleteWaiver(db: Db, appId: AppId, rule: string): Promise<boolean> {
  const gone = await db
    .delete(policyWaivers)
    .where(and(eq(policyWaivers.appId, appId), eq(policyWaivers.rule, rule)))
    .returning({ rule: policyWaivers.rule });
  return gone.length > 0;
}

/** Names of people by their id. */
export async function namesOf(db: Db, ids: readonly UserId[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const withApp = {
  id: appVersions.id,
  number: appVersions.number,
  status: appVersions.status,
  source: appVersions.source,
  format: appVersions.format,
  findings: appVersions.findings,
  submittedAt: appVersions.submittedAt,
  changedAt: appVersions.changedAt,
  appId: apps.id,
  appName: apps.name,
  slug: apps.slug,
  orgId: organizations.id,
  orgName: organizations.name,
};

function versionsWithApp(db: Db) {
  return db
    .select(withApp)
    .from(appVersions)
    .innerJoin(apps, eq(apps.id, appVersions.appId))
    .innerJoin(organizations, eq(organizations.id, apps.orgId));
}

export type VersionWithApp = Awaited<ReturnType<typeof versionsWithApp>>[number];

const mostWaiting = 200;

/** Of every organization, the longest waiting first: what reviewers decide about. */
export function listInReview(db: Db): Promise<VersionWithApp[]> {
  return versionsWithApp(db)
    .where(eq(appVersions.status, 'in_review'))
    .orderBy(appVersions.submittedAt)
    .limit(mostWaiting);
}

/** Drafts that the scan refused, the latest first: a reviewer may waive what stopped them. */
export function listStopped(db: Db): Promise<VersionWithApp[]> {
  return versionsWithApp(db)
    .where(and(eq(appVersions.status, 'draft'), isNotNull(appVersions.findings)))
    .orderBy(desc(appVersions.changedAt))
    .limit(mostWaiting);
}

/** Of every organization, the latest decisions first. */
export function listDecided(db: Db, limit: number): Promise<VersionWithApp[]> {
  return versionsWithApp(db)
    .where(isNotNull(appVersions.decidedAt))
    .orderBy(desc(appVersions.decidedAt))
    .limit(limit);
}

/** The versions of an organization that are under way. */
export function listUnderWay(db: Db, orgId: OrgId): Promise<VersionWithApp[]> {
  const states: VersionStatus[] = ['draft', 'in_review', 'approved', 'rejected'];
  return versionsWithApp(db)
    .where(and(eq(appVersions.orgId, orgId), inArray(appVersions.status, states)))
    .orderBy(desc(appVersions.changedAt))
    .limit(mostWaiting);
}
