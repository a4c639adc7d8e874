import type { AppId } from '#lib/std/ids.ts';
import type { UserCtx } from '../ctx.ts';
import { listTokenRows, type TokenRow } from './queries.ts';

export type { TokenRow } from './queries.ts';

/** What may be shown of the tokens of an app of the user's organization: never the tokens themselves. */
export function listTokens(ctx: UserCtx, appId: AppId): Promise<TokenRow[]> {
  return listTokenRows(ctx.db, ctx.actor.orgId, appId);
}
