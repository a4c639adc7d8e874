import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { assertReviewer } from '../access.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { holdApp } from '../scopes/queries.ts';
import { findVersionRow, type VersionRow } from './queries.ts';

/** A version of the actor's organization, held until the transaction ends. `not_found` for others', `forbidden` for viewers. */
export async function holdOwnVersion(ctx: Ctx, id: string): Promise<VersionRow> {
  const row = isId('ver', id) ? await findVersionRow(ctx.db, id) : null;
  if (!row) throw new AppError('not_found');
  await requireApp(ctx, row.appId, 'change');
  return held(ctx, row);
}

/** Any organization's version, for a reviewer, held. Drafts are the partner's own business: `not_found`. */
export async function holdForReview(ctx: Ctx, id: string): Promise<VersionRow> {
  assertReviewer(ctx);
  const row = isId('ver', id) ? await findVersionRow(ctx.db, id) : null;
  if (!row) throw new AppError('not_found');
  return held(ctx, row);
}

/** Read again with the app held, so that what it says holds. */
async function held(ctx: Ctx, { id, appId }: VersionRow): Promise<VersionRow> {
  await holdApp(ctx.db, appId);
  const row = await findVersionRow(ctx.db, id);
  if (!row) throw new AppError('not_found');
  return row;
}

/** The refusal of an act that does not fit the version's state. */
export const wrongState = (message: string): AppError =>
  new AppError('conflict', { message, details: { field: 'status' } });
