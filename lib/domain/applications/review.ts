import { AppError } from '#lib/errors.ts';
import { type ApplicationId, isId } from '#lib/std/ids.ts';
import { assertReviewer } from '../access.ts';
import type { Ctx } from '../ctx.ts';
import {
  type ApplicationListRow,
  countByStatus,
  findApplication,
  holdAccount,
  listApplicationRows,
} from './queries.ts';
import { applicationStatus } from './schemas.ts';

export type { ApplicationListRow } from './queries.ts';

const pageSize = 50;

/** Applications for reviewers, the newest first; a filter that means nothing is left out. Throws `forbidden`. */
export async function listApplications(
  ctx: Ctx,
  filter: { status?: string; q?: string; before?: string },
): Promise<{ rows: ApplicationListRow[]; next: ApplicationId | null }> {
  assertReviewer(ctx);
  const chosen = applicationStatus.safeParse(filter.status);
  const statuses = chosen.success ? [chosen.data] : applicationStatus.options;
  const before = isId('apl', filter.before) ? filter.before : undefined;
  const q = filter.q?.trim().slice(0, 200);
  const rows = await listApplicationRows(ctx.db, { statuses, q, before }, pageSize + 1);
  const shown = rows.slice(0, pageSize);
  return { rows: shown, next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null };
}

/** How many applications there are of each state. Throws `forbidden`. */
export async function countApplications(ctx: Ctx) {
  assertReviewer(ctx);
  return countByStatus(ctx.db);
}

/** One application, whole. Throws `forbidden` and `not_found`. */
export async function getApplication(ctx: Ctx, id: string) {
  assertReviewer(ctx);
  const found = isId('apl', id) ? await findApplication(ctx.db, id) : null;
  if (!found) throw new AppError('not_found');
  const { statusHash, confirmHash, ...application } = found.application;
  const account = await holdAccount(ctx.db, application.email);
  return {
    ...application,
    decidedByName: found.decidedByName,
    orgName: found.orgName,
    /** What a reviewer should know about the address before deciding. */
    account: account && {
      orgName: account.org_name,
      canSignIn: account.has_password || account.has_identity,
    },
  };
}

export type ApplicationView = Awaited<ReturnType<typeof getApplication>>;
