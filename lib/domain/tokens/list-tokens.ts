import type { TokenId } from '#lib/std/ids.ts';
import { narrow } from '#lib/std/narrow.ts';
import { requireApp } from '../apps/require-app.ts';
import { listHandOvers } from '../bridge/list-hand-overs.ts';
import type { HandOverView } from '../bridge/schemas.ts';
import type { UserCtx } from '../ctx.ts';
import { listTokenRows, type TokenRow } from './queries.ts';
import type { GenerationView, TokensPart, TokenView } from './schemas.ts';

/**
 * What may be shown of the tokens of an app, each with all its generations: never the tokens themselves. Throws
 * `not_found` for an app that is absent or another organization's.
 */
export async function listTokens(ctx: UserCtx, appId: string): Promise<TokenView[]> {
  const app = await requireApp(ctx, appId, 'read');
  const now = ctx.clock.now();
  const byId = new Map<TokenId, TokenRow[]>();
  const handOvers = await listHandOvers(ctx, app.appId);
  for (const row of await listTokenRows(ctx.db, app.orgId, app.appId)) {
    byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  }
  return [...byId.values()].flatMap((rows) => {
    const [newest] = rows.sort((a, b) => b.generation - a.generation);
    if (!newest) return [];
    return [viewOf(newest, rows, now, handOvers.get(newest.installationId) ?? null)];
  });
}

/**
 * A page of an app's tokens, narrowed by a part of the school's name, of the token's id or of how it begins or ends.
 * Throws as `listTokens`.
 */
export async function findTokens(
  ctx: UserCtx,
  appId: string,
  asked: { typed: unknown; page: unknown },
): Promise<TokensPart> {
  const all = await listTokens(ctx, appId);
  const live = all.filter(({ state }) => state === 'live');
  const textOf = ({ tenantName, id, generations }: TokenView) =>
    [tenantName, id, ...generations.map(({ hint }) => hint)].join('\n');
  const rows = [...live, ...all.filter(({ state }) => state !== 'live')];
  const { shown, ...part } = narrow(rows, textOf, asked);
  return { tokens: shown, live: live.length, part };
}

function viewOf(
  newest: TokenRow,
  rows: readonly TokenRow[],
  now: Date,
  handOver: HandOverView | null,
): TokenView {
  const { id, installationId, tenantName, scopes, uninstalledAt } = newest;
  const generations = rows.map((row) => generationOf(row, row === newest, now));
  const isLive = generations.some(({ state }) => state === 'live' || state === 'ending');
  const state = uninstalledAt ? 'removed' : isLive ? 'live' : 'ended';
  return { id, installationId, tenantName, scopes, state, handOver, generations };
}

function generationOf(row: TokenRow, isNewest: boolean, now: Date): GenerationView {
  const isOver = row.expiresAt <= now;
  // A generation that is not the newest ends because it was rotated: its end is the end of the grace.
  const over = isNewest ? 'expired' : 'ended';
  const state = row.revokedAt ? 'ended' : isOver ? over : isNewest ? 'live' : 'ending';
  return {
    generation: row.generation,
    hint: `${row.prefix}…${row.lastFour}`,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state,
    endedAt: (row.revokedAt ?? (isOver ? row.expiresAt : null))?.toISOString() ?? null,
    lastUse: row.lastUsedAt && {
      at: row.lastUsedAt.toISOString(),
      address: row.lastUsedFrom,
      agent: row.lastUsedAgent,
      operation: row.lastUsedOperation,
    },
  };
}
