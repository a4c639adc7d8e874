import type { InstallationId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { UserCtx } from '../ctx.ts';
import { listHandOverRows } from './queries.ts';
import type { HandOverView } from './schemas.ts';

/**
 * How the latest token of each installation fared on its way to the bridge (contract: Bridge). Installations whose
 * token was never handed over are not among them. Throws `not_found`.
 */
export async function listHandOvers(
  ctx: UserCtx,
  id: string,
): Promise<ReadonlyMap<InstallationId, HandOverView>> {
  const { appId, orgId } = await requireApp(ctx, id, 'read');
  const rows = await listHandOverRows(ctx.db, orgId, appId);
  return new Map(
    rows.flatMap(({ installationId, createdAt, finishedAt, ...row }) => {
      const acknowledged = row.status === 'delivered' ? finishedAt : null;
      const view = { ...row, at: (acknowledged ?? createdAt).toISOString() };
      return installationId ? [[installationId, view] as const] : [];
    }),
  );
}
