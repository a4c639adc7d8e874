import { z } from 'zod';
import type { OktaJson } from '#lib/db/schema/okta.ts';
import { oktaAppGroups } from '#lib/db/schema/okta-apps.ts';
import { invariant } from '#lib/std/invariant.ts';
import { findApp } from '../apps/queries.ts';
import { appUrl } from '../apps/render-app.ts';
import { inOktaTransaction, isoTime, type OktaCtx } from '../okta-ctx.ts';
import { notFound } from '../okta-error.ts';
import { type OktaPage, toPage } from '../paging.ts';
import { readInput } from '../read-input.ts';
import { renderGroup } from './groups.ts';
import {
  type AssignmentRow,
  deleteAssignment,
  findAssignment,
  findGroup,
  listAssignmentRows,
  nextPriority,
  rankOf,
} from './queries.ts';

const Input = z.object({
  priority: z.int().min(0, 'must be 0 to 100').max(100, 'must be 0 to 100').nullish(),
  profile: z.record(z.string().max(100), z.json()).nullish(),
});

function embedded(expand: string | null, group: OktaJson | null): OktaJson {
  if (expand === 'group' && group) return { _embedded: { group } };
  if (expand === 'metadata') return { _embedded: { metadata: {} } };
  return {};
}

/** A group's assignment as the API answers it (contract, Okta 6.5). */
function render(ctx: OktaCtx, row: AssignmentRow): OktaJson {
  const app = appUrl(ctx, row.appId);
  return {
    id: row.groupId,
    lastUpdated: isoTime(row.updatedAt),
    priority: row.priority,
    profile: row.profile,
    _links: {
      app: { href: app },
      self: { href: `${app}/groups/${row.groupId}` },
      group: { href: `${ctx.baseUrl}/api/v1/groups/${row.groupId}` },
    },
  };
}

/** The groups of an app by priority. Throws `E0000007`. */
export async function listAssignments(
  ctx: OktaCtx,
  input: { appId: string; q: string | null; expand: string | null; after: number; limit: number },
): Promise<OktaPage<OktaJson>> {
  const app = await findApp(ctx, input.appId);
  const { q, after, limit } = input;
  const rows = await listAssignmentRows(ctx, { appId: app.id, q, after, limit: limit + 1 });
  const { items, next } = toPage(rows, limit, ({ assignment }) => rankOf(assignment));
  return {
    next,
    items: items.map(({ assignment, group }) => ({
      ...render(ctx, assignment),
      ...embedded(input.expand, renderGroup(ctx, group)),
    })),
  };
}

type One = { appId: string; groupId: string };

/** One assignment. Throws `E0000007`. */
export async function getAssignment(ctx: OktaCtx, input: One & { expand: string | null }) {
  const app = await findApp(ctx, input.appId);
  const group = await findGroup(ctx, input.groupId);
  const row = await findAssignment(ctx, app.id, group.id);
  if (!row) throw notFound(input.groupId, 'ApplicationGroupAssignment');
  return { ...render(ctx, row), ...embedded(input.expand, renderGroup(ctx, group)) };
}

/** Gives an app to a group, or changes how; what is not sent stays. Throws `E0000001`, `E0000007` (contract, Okta 6.5). */
export async function assignGroup(ctx: OktaCtx, input: One & { body: OktaJson }) {
  return inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId, true);
    const group = await findGroup(ctx, input.groupId);
    const { priority, profile } = readInput(Input, input.body);
    const before = await findAssignment(ctx, app.id, group.id);
    const change = {
      priority: priority ?? before?.priority ?? (await nextPriority(ctx, app.id)),
      profile: profile ?? before?.profile ?? {},
      updatedAt: ctx.clock.now(),
    };
    const [row] = await ctx.db
      .insert(oktaAppGroups)
      .values({ oktaOrgId: ctx.oktaOrgId, appId: app.id, groupId: group.id, ...change })
      .onConflictDoUpdate({
        target: [oktaAppGroups.oktaOrgId, oktaAppGroups.appId, oktaAppGroups.groupId],
        set: change,
      })
      .returning();
    invariant(row, 'an upserted assignment comes back');
    return render(ctx, row);
  });
}

/** Takes an app away from a group. Throws `E0000007` when it has not got it. */
export async function unassignGroup(ctx: OktaCtx, input: One): Promise<void> {
  await inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId, true);
    const row = await findAssignment(ctx, app.id, input.groupId);
    if (!row) throw notFound(input.groupId, 'ApplicationGroupAssignment');
    await deleteAssignment(ctx, app.id, row.groupId);
  });
}
