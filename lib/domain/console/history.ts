import { isId } from '#lib/std/ids.ts';
import type { UserCtx } from '../ctx.ts';
import { findConsoleRequests, listConsoleRequests } from './queries.ts';

/** How many requests of a user are kept and listed. */
export const historyLength = 200;

export type HistoryRow = Awaited<ReturnType<typeof listConsoleRequests>>[number];
export type HistoryEntry = Awaited<ReturnType<typeof findConsoleRequests>>[number];

/** What the user sent from the console, newest first, with secrets redacted. `text` is looked for in paths and bodies. */
export function listHistory(
  ctx: UserCtx,
  { text = '', api = '' }: { text?: string; api?: string },
): Promise<HistoryRow[]> {
  const search = { text: text.trim().slice(0, 200), api, limit: historyLength };
  return listConsoleRequests(ctx.db, ctx.actor.userId, search);
}

/** Up to two of the user's requests, whole, in the order asked for; what is absent or another's is left out. */
export async function getHistory(ctx: UserCtx, ids: readonly string[]): Promise<HistoryEntry[]> {
  const known = ids.filter((id) => isId('his', id)).slice(0, 2);
  const found = await findConsoleRequests(ctx.db, ctx.actor.userId, known);
  return known.flatMap((id) => found.find((entry) => entry.id === id) ?? []);
}
