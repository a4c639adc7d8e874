import { type AppRow, listApps } from '../apps/list-apps.ts';
import type { UserCtx } from '../ctx.ts';
import { viewOf } from '../requests/list-requests.ts';
import type { RequestView } from '../requests/schemas.ts';
import { findMilestones, listLatestRows } from './queries.ts';
import type { HomeTask, Milestones } from './schemas.ts';
import { listTasks } from './tasks.ts';

const latestShown = 6;

export type Home = {
  apps: AppRow[];
  tasks: HomeTask[];
  milestones: Milestones;
  /** The latest calls over all apps. */
  latest: RequestView[];
};

/** What the dashboard's first page shows: what needs a hand, the apps, how far the organization has come. */
export async function getHome(ctx: UserCtx): Promise<Home> {
  const { orgId } = ctx.actor;
  const apps = await listApps(ctx);
  const appIds = apps.map(({ id }) => id);
  const [tasks, found, latest] = await Promise.all([
    listTasks(ctx),
    findMilestones(ctx.db, orgId),
    listLatestRows(ctx.db, orgId, appIds, latestShown),
  ]);
  // A later step on the same way says that the earlier ones were taken, whatever is still kept of them.
  const wrote = found.wrote || found.delivered;
  const called = found.called || found.rotated;
  const tried = found.tried || called || wrote;
  const milestones = { ...found, wrote, called, tried };
  return { apps, tasks, milestones, latest: latest.map(viewOf) };
}
