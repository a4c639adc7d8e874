import type { AppId } from '#lib/std/ids.ts';
import type { UserCtx } from '../ctx.ts';
import { listRequestRows, type RequestRow } from './queries.ts';
import type { RequestFilter } from './schemas.ts';

export type { RequestRow } from './queries.ts';

const pageLength = 50;

/** One page of an app's answered calls, newest first; `next` is the `before` of the following page. */
export async function listRequests(
  ctx: UserCtx,
  appId: AppId,
  filter: RequestFilter,
): Promise<{ rows: RequestRow[]; next: string | null }> {
  const owner = { orgId: ctx.actor.orgId, appId };
  const rows = await listRequestRows(ctx.db, owner, filter, pageLength + 1);
  const shown = rows.slice(0, pageLength);
  return { rows: shown, next: rows.length > pageLength ? (shown.at(-1)?.id ?? null) : null };
}
