import type { AppId, VersionId } from '#lib/std/ids.ts';
import { assertReviewer } from '../access.ts';
import type { Ctx, UserCtx } from '../ctx.ts';
import { listInReview, listStopped, listUnderWay, type VersionWithApp } from './queries.ts';
import { labelOf } from './version-view.ts';

/** A version that goes on only when somebody does something. */
export type WaitingVersion = {
  versionId: VersionId;
  appId: AppId;
  appName: string;
  number: number;
  label: string | null;
  /** Who must act, and how. */
  waitsFor: { who: 'partner'; next: 'publish' | 'mend' } | { who: 'reviewer'; next: 'review' };
  /** Since when, ISO 8601. */
  since: string;
};

const waiting = (row: VersionWithApp, waitsFor: WaitingVersion['waitsFor']): WaitingVersion => ({
  versionId: row.id,
  appId: row.appId,
  appName: row.appName,
  number: row.number,
  label: labelOf(row),
  waitsFor,
  since: row.changedAt.toISOString(),
});

/**
 * The versions of the user's organization that wait: for the partner (an approved one to be published, a refused or
 * rejected one to be mended) and for a reviewer. The latest change first.
 */
export async function listWaiting(ctx: UserCtx): Promise<WaitingVersion[]> {
  const rows = await listUnderWay(ctx.db, ctx.actor.orgId);
  return rows.flatMap((row) => {
    const waitsFor = waitsForOf(row, rows);
    return waitsFor ? [waiting(row, waitsFor)] : [];
  });
}

function waitsForOf(
  { status, findings, appId, number }: VersionWithApp,
  rows: readonly VersionWithApp[],
): WaitingVersion['waitsFor'] | null {
  switch (status) {
    case 'in_review':
      return { who: 'reviewer', next: 'review' };
    case 'approved':
      return { who: 'partner', next: 'publish' };
    case 'draft':
      return findings === null ? null : { who: 'partner', next: 'mend' };
    case 'rejected':
      // Whoever works on the next one has taken it up.
      return rows.some((one) => one.appId === appId && one.number > number)
        ? null
        : { who: 'partner', next: 'mend' };
    case 'published':
    case 'superseded':
      return null;
  }
}

/** How much reviewers have before them. Throws `forbidden`. */
export async function countReviews(ctx: Ctx): Promise<{ waiting: number; stopped: number }> {
  assertReviewer(ctx);
  const [waiting, stopped] = [await listInReview(ctx.db), await listStopped(ctx.db)];
  return { waiting: waiting.length, stopped: stopped.length };
}
