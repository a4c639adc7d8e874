import { type AppId, type InstallationId, isId, leastId, type RequestId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { UserCtx } from '../ctx.ts';
import { momentOf } from '../deliveries/moments.ts';
import {
  findTokenInstallation,
  listRequestRows,
  listTenantInstallations,
  type RequestNarrowing,
  type RequestRow,
} from './queries.ts';
import type { RequestFilter, RequestList, RequestView } from './schemas.ts';

const pageLength = 50;
// A row is written when its call is over, and its id is older: who asks for news looks back this far.
const overlapMs = 15_000;

/**
 * One page of an app's answered calls, newest first. With `after`, the mark of an earlier answer, only what came since;
 * the whole page again when that is more than a page. Throws `not_found`.
 */
export async function listRequests(
  ctx: UserCtx,
  id: AppId | string,
  filter: RequestFilter,
  after?: RequestId,
): Promise<RequestList> {
  const { appId, orgId } = await requireApp(ctx, id, 'read');
  const owner = { orgId, appId };
  const now = ctx.clock.now();
  const mark = leastId('req', now.getTime() - overlapMs);
  const by = await narrow(ctx, owner, filter, now);
  const limit = pageLength + 1;
  if (by === null) return { requests: [], next: null, mark, isWhole: true };
  if (after && !filter.before) {
    const news = await listRequestRows(ctx.db, owner, by, { after, limit });
    if (news.length <= pageLength) {
      return { requests: news.map(viewOf), next: null, mark, isWhole: false };
    }
  }
  const rows = await listRequestRows(ctx.db, owner, by, { before: filter.before, limit });
  const shown = rows.slice(0, pageLength);
  const next = rows.length > pageLength ? (shown.at(-1)?.id ?? null) : null;
  return { requests: shown.map(viewOf), next, mark, isWhole: true };
}

/** A row as it is shown. */
export function viewOf(row: RequestRow): RequestView {
  const { tokenKind, createdAt, ...rest } = row;
  return { ...rest, isConsole: tokenKind === 'console', at: createdAt.toISOString() };
}

function statusesOf(status: string | undefined): [number, number] | null {
  if (!status || status === 'denied') return null;
  if (status === 'errors') return [400, 599];
  if (!status.endsWith('xx')) return [Number(status), Number(status)];
  const from = Number(status.charAt(0)) * 100;
  return [from, from + 99];
}

function idAt(text: string | undefined, now: Date): RequestId | null {
  const at = text ? momentOf(text, now) : Number.NaN;
  return Number.isNaN(at) ? null : leastId('req', at);
}

/** The filters as the query takes them; null: nothing can match. */
async function narrow(
  ctx: UserCtx,
  owner: Parameters<typeof listRequestRows>[1],
  filter: RequestFilter,
  now: Date,
): Promise<RequestNarrowing | null> {
  const { id, token, source } = filter;
  if (id !== undefined && !isId('req', id)) return null;
  const installationIds = await installationsOf(ctx, owner, filter);
  if (installationIds?.length === 0) return null;
  return {
    statuses: statusesOf(filter.status),
    isDenied: filter.status === 'denied',
    method: filter.method ?? null,
    tokenKind: source ? (source === 'console' ? 'console' : 'installation') : null,
    operationId: filter.operation ?? null,
    path: filter.path ?? null,
    installationIds,
    tokenId: token ?? null,
    idempotency: filter.idempotency ?? null,
    fromId: idAt(filter.since, now),
    untilId: idAt(filter.until, now),
    id: id ?? null,
  };
}

/** The installations that tenant, installation and token of a filter leave; null: all. */
async function installationsOf(
  ctx: UserCtx,
  owner: Parameters<typeof listRequestRows>[1],
  { tenant, installation, token }: RequestFilter,
): Promise<InstallationId[] | null> {
  const wishes: InstallationId[][] = [];
  if (tenant !== undefined) wishes.push(await listTenantInstallations(ctx.db, owner, tenant));
  if (installation) wishes.push([installation]);
  if (token) {
    const found = await findTokenInstallation(ctx.db, owner, token);
    wishes.push(found ? [found] : []);
  }
  const [first, ...more] = wishes;
  return first ? first.filter((one) => more.every((wish) => wish.includes(one))) : null;
}
