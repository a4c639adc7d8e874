import { and, asc, eq, gt, ilike, sql } from 'drizzle-orm';
import { oktaGroupMembers, oktaGroups } from '#lib/db/schema/okta.ts';
import { oktaAppGroups } from '#lib/db/schema/okta-apps.ts';
import { isOktaId } from '#lib/std/okta-ids.ts';
import { beginning } from '../apps/queries.ts';
import type { OktaCtx } from '../okta-ctx.ts';
import { notFound } from '../okta-error.ts';

export type GroupRow = typeof oktaGroups.$inferSelect;
export type AssignmentRow = typeof oktaAppGroups.$inferSelect;

/** The group, or `E0000007`. */
export async function findGroup(ctx: OktaCtx, groupId: string): Promise<GroupRow> {
  const [row] = isOktaId('group', groupId)
    ? await ctx.db
        .select()
        .from(oktaGroups)
        .where(and(eq(oktaGroups.oktaOrgId, ctx.oktaOrgId), eq(oktaGroups.id, groupId)))
    : [];
  if (!row) throw notFound(groupId, 'UserGroup');
  return row;
}

/** Groups after a place in the order of creation; `limit` null: all of them. */
export async function listGroupRows(
  ctx: OktaCtx,
  after: number,
  limit: number | null,
): Promise<GroupRow[]> {
  const query = ctx.db
    .select()
    .from(oktaGroups)
    .where(and(eq(oktaGroups.oktaOrgId, ctx.oktaOrgId), gt(oktaGroups.seq, after)))
    .orderBy(asc(oktaGroups.seq));
  return limit === null ? query : query.limit(limit);
}

/** Groups whose name begins so, an exact match first. */
export async function searchGroupRows(ctx: OktaCtx, q: string, limit: number): Promise<GroupRow[]> {
  return ctx.db
    .select()
    .from(oktaGroups)
    .where(and(eq(oktaGroups.oktaOrgId, ctx.oktaOrgId), ilike(oktaGroups.name, beginning(q))))
    .orderBy(sql`lower(${oktaGroups.name}) <> lower(${q})`, asc(oktaGroups.name))
    .limit(limit);
}

/** How many members and apps each group has. */
export async function countOfGroups(ctx: OktaCtx): Promise<Map<string, [number, number]>> {
  const members = await ctx.db
    .select({ id: oktaGroupMembers.groupId, count: sql<number>`count(*)::int` })
    .from(oktaGroupMembers)
    .where(eq(oktaGroupMembers.oktaOrgId, ctx.oktaOrgId))
    .groupBy(oktaGroupMembers.groupId);
  const apps = await ctx.db
    .select({ id: oktaAppGroups.groupId, count: sql<number>`count(*)::int` })
    .from(oktaAppGroups)
    .where(eq(oktaAppGroups.oktaOrgId, ctx.oktaOrgId))
    .groupBy(oktaAppGroups.groupId);
  const counts = new Map<string, [number, number]>();
  for (const { id, count } of members) counts.set(id, [count, 0]);
  for (const { id, count } of apps) counts.set(id, [counts.get(id)?.[0] ?? 0, count]);
  return counts;
}

const ofAssignments = (ctx: OktaCtx, appId: string) =>
  and(eq(oktaAppGroups.oktaOrgId, ctx.oktaOrgId), eq(oktaAppGroups.appId, appId));

/** Priority and order of creation in one number: where a cursor stands. */
const rankStep = 1_000_000_000_000;
export const rankOf = (row: Pick<AssignmentRow, 'priority' | 'seq'>): number =>
  row.priority * rankStep + row.seq;

export type AssignedGroup = { assignment: AssignmentRow; group: GroupRow };

/** Groups of an app by priority, those after a rank. */
export async function listAssignmentRows(
  ctx: OktaCtx,
  input: { appId: string; q: string | null; after: number; limit: number },
): Promise<AssignedGroup[]> {
  return ctx.db
    .select({ assignment: oktaAppGroups, group: oktaGroups })
    .from(oktaAppGroups)
    .innerJoin(
      oktaGroups,
      and(
        eq(oktaGroups.oktaOrgId, oktaAppGroups.oktaOrgId),
        eq(oktaGroups.id, oktaAppGroups.groupId),
      ),
    )
    .where(
      and(
        ofAssignments(ctx, input.appId),
        sql`${oktaAppGroups.priority} * ${rankStep}::bigint + ${oktaAppGroups.seq} > ${input.after}::bigint`,
        input.q === null ? undefined : ilike(oktaGroups.name, beginning(input.q)),
      ),
    )
    .orderBy(asc(oktaAppGroups.priority), asc(oktaAppGroups.seq))
    .limit(input.limit);
}

/** The assignment of one group, if it has the app. */
export async function findAssignment(
  ctx: OktaCtx,
  appId: string,
  groupId: string,
): Promise<AssignmentRow | null> {
  const [row] = await ctx.db
    .select()
    .from(oktaAppGroups)
    .where(and(ofAssignments(ctx, appId), eq(oktaAppGroups.groupId, groupId)));
  return row ?? null;
}

/** The priority after the last one that was given. */
export async function nextPriority(ctx: OktaCtx, appId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ next: sql<number>`coalesce(max(${oktaAppGroups.priority}) + 1, 0)::int` })
    .from(oktaAppGroups)
    .where(ofAssignments(ctx, appId));
  return Math.min(row?.next ?? 0, 100);
}

export async function deleteAssignment(ctx: OktaCtx, appId: string, groupId: string) {
  await ctx.db
    .delete(oktaAppGroups)
    .where(and(ofAssignments(ctx, appId), eq(oktaAppGroups.groupId, groupId)));
}
