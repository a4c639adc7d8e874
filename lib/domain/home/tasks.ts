import { listAccountNotices } from '../account-notices/account-notices.ts';
import type { UserCtx } from '../ctx.ts';
import {
  countMissingConsents,
  listDecidedVersions,
  listDeniedScopes,
  listEndingTokens,
  listOpenVersions,
  listRateLimited,
  listRecoveredEndpoints,
  listSickEndpoints,
} from './queries.ts';
import type { HomeTask } from './schemas.ts';

const dayMs = 24 * 3_600_000;

/** Tells what needs a hand of one kind. */
type Source = (ctx: UserCtx) => Promise<HomeTask[]>;

const iso = (at: Date | string): string => new Date(at).toISOString();
const ago = (ctx: UserCtx, days: number) => new Date(ctx.clock.now().getTime() - days * dayMs);
const ofApp = (row: { app_id: HomeTask['appId']; app_name: string }) => ({
  appId: row.app_id,
  appName: row.app_name,
});

const sickEndpoints: Source = async (ctx) => {
  const rows = await listSickEndpoints(ctx.db, ctx.actor.orgId);
  return rows.map((row): HomeTask => {
    const endpoint = {
      ...ofApp(row),
      endpointId: row.id,
      url: row.url,
      isBridge: row.kind === 'bridge',
      at: iso(row.at),
    };
    return row.enabled
      ? { ...endpoint, kind: 'endpoint_failing', failures: row.failures }
      : { ...endpoint, kind: 'endpoint_disabled', reason: row.reason ?? 'failing' };
  });
};

const recoveredEndpoints: Source = async (ctx) => {
  const rows = await listRecoveredEndpoints(ctx.db, ctx.actor.orgId);
  return rows.flatMap((row): HomeTask[] => {
    const waiting = Number(row.details.held ?? 0) + Number(row.details.failed ?? 0);
    if (waiting === 0) return [];
    const { id: endpointId, url, notice_id: noticeId } = row;
    const endpoint = { ...ofApp(row), endpointId, url, isBridge: row.kind === 'bridge' };
    return [{ ...endpoint, kind: 'endpoint_recovered', noticeId, waiting, at: iso(row.at) }];
  });
};

/** Days before its end from which on a token is told about. */
export const endingDays = 14;

const endingTokens: Source = async (ctx) => {
  const now = ctx.clock.now();
  const until = new Date(now.getTime() + endingDays * dayMs);
  const rows = await listEndingTokens(ctx.db, ctx.actor.orgId, now, until);
  return rows.map((row): HomeTask => {
    const token = {
      ...ofApp(row),
      tokenId: row.id,
      tenantName: row.tenant_name,
      hint: `${row.prefix}…${row.last_four}`,
      expiresAt: iso(row.expires_at),
    };
    return row.is_old
      ? { ...token, kind: 'old_token_used', at: iso(row.last_used_at ?? now) }
      : { ...token, kind: 'token_expiring' };
  });
};

const deniedScopes: Source = async (ctx) => {
  const rows = await listDeniedScopes(ctx.db, ctx.actor.orgId, ago(ctx, 7));
  return rows.map(({ scope, calls, is_asked: isAsked, at, ...row }) => ({
    ...ofApp(row),
    kind: 'scope_denied',
    scope,
    calls,
    isAsked,
    at: iso(at),
  }));
};

const missingConsents: Source = async (ctx) => {
  const rows = await countMissingConsents(ctx.db, ctx.actor.orgId);
  return rows.map(({ tenants, ...row }) => ({ ...ofApp(row), kind: 'consent_missing', tenants }));
};

const rateLimited: Source = async (ctx) => {
  const rows = await listRateLimited(ctx.db, ctx.actor.orgId, ago(ctx, 1));
  return rows.map(({ calls, at, ...row }) => ({
    ...ofApp(row),
    kind: 'rate_limited',
    calls,
    at: iso(at),
  }));
};

/** What reviewers decided, until it is done or put away. Tokens that end are told by their own source. */
const decidedVersions: Source = async (ctx) => {
  const notices = await listAccountNotices(ctx);
  const subjects = notices.map(({ subject }) => subject);
  const open =
    subjects.length > 0 ? await listDecidedVersions(ctx.db, ctx.actor.orgId, subjects) : [];
  return notices.flatMap((notice): HomeTask[] => {
    const { id: noticeId, appId, kind, subject, details, createdAt } = notice;
    if (kind === 'token_expiring' || !appId || !open.includes(subject)) return [];
    const { number, reason } = details;
    return [
      {
        kind,
        appId,
        appName: notice.appName ?? '',
        noticeId,
        number: typeof number === 'number' ? number : null,
        reason: typeof reason === 'string' ? reason : null,
        at: createdAt.toISOString(),
      },
    ];
  });
};

const openVersions: Source = async (ctx) =>
  (await listOpenVersions(ctx.db, ctx.actor.orgId)).map(({ status, at, ...row }) => ({
    ...row,
    kind: status === 'draft' ? 'version_draft' : 'version_in_review',
    at: at.toISOString(),
  }));

/** What needs a hand most stands first; a new kind of task is a new source. */
const sources: readonly Source[] = [
  sickEndpoints,
  endingTokens,
  deniedScopes,
  rateLimited,
  decidedVersions,
  missingConsents,
  recoveredEndpoints,
  openVersions,
];

/** Everything of the user's organization that needs a hand today. */
export async function listTasks(ctx: UserCtx): Promise<HomeTask[]> {
  return (await Promise.all(sources.map((source) => source(ctx)))).flat();
}
