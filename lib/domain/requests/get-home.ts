import { listApps } from '../apps/list-apps.ts';
import type { UserCtx } from '../ctx.ts';
import { viewOf } from './list-requests.ts';
import { findMilestones, listLatestRows } from './queries.ts';

const latestShown = 6;

/** What the dashboard's first page shows: the apps, how far the organization has come, and its latest calls. */
export async function getHome(ctx: UserCtx) {
  const { orgId } = ctx.actor;
  const apps = await listApps(ctx);
  const appIds = apps.map(({ id }) => id);
  const [milestones, latest] = await Promise.all([
    findMilestones(ctx.db, orgId, appIds),
    listLatestRows(ctx.db, orgId, appIds, latestShown),
  ]);
  return { apps, milestones, latest: latest.map(viewOf) };
}
