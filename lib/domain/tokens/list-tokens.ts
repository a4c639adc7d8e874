import { requireApp } from '../apps/require-app.ts';
import type { UserCtx } from '../ctx.ts';
import { type HandOverRow, listHandOverRows, listTokenRows, type TokenRow } from './queries.ts';
import type { GenerationView, TokenView } from './schemas.ts';

/**
 * What may be shown of the tokens of an app, each with all its generations: never the tokens themselves. Throws
 * `not_found` for an app that is absent or another organization's.
 */
export async function listTokens(ctx: UserCtx, appId: string): Promise<TokenView[]> {
  const app = await requireApp(ctx, appId, 'read');
  const now = ctx.clock.now();
  const [tokenRows, handOvers] = await Promise.all([
    listTokenRows(ctx.db, app.orgId, app.appId),
    listHandOverRows(ctx.db, app.orgId, app.appId),
  ]);
  const byId = Map.groupBy(tokenRows, (row) => row.id);
  return [...byId.values()].flatMap((rows) => {
    const [newest] = rows.sort((a, b) => b.generation - a.generation);
    return newest ? [viewOf(newest, rows, handOvers, now)] : [];
  });
}

function viewOf(
  newest: TokenRow,
  rows: readonly TokenRow[],
  handOvers: readonly HandOverRow[],
  now: Date,
): TokenView {
  const { id, installationId, tenantName, scopes, uninstalledAt } = newest;
  const generations = rows.map((row) => ({
    ...generationOf(row, row === newest, now),
    handOver: handOverOf(row, handOvers),
  }));
  const isLive = generations.some(({ state }) => state === 'live' || state === 'ending');
  const state = uninstalledAt ? 'removed' : isLive ? 'live' : 'ended';
  return { id, installationId, tenantName, scopes, state, generations };
}

// A hand-over is written in the transaction of its generation; what lies further apart belongs to another token.
const sameActMs = 2000;

/** The hand-over that was written together with a generation. */
function handOverOf(row: TokenRow, all: readonly HandOverRow[]): GenerationView['handOver'] {
  const apart = ({ createdAt }: HandOverRow) =>
    Math.abs(createdAt.getTime() - row.createdAt.getTime());
  const [nearest] = all
    .filter((one) => one.installationId === row.installationId && apart(one) <= sameActMs)
    .sort((a, b) => apart(a) - apart(b));
  if (!nearest) return null;
  const { deliveryId, status, finishedAt, createdAt } = nearest;
  return { deliveryId, status, at: (finishedAt ?? createdAt).toISOString() };
}

function generationOf(
  row: TokenRow,
  isNewest: boolean,
  now: Date,
): Omit<GenerationView, 'handOver'> {
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
