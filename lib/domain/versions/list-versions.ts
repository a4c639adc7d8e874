import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { assertReviewer } from '../access.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import type { JudgedFinding } from '../policy/finding.ts';
import { judgeManifest, withWaivers } from './judge.ts';
import {
  findApp,
  findVersionRow,
  listDecided,
  listInReview,
  listStopped,
  listVersionRows,
  listWaiverRows,
  namesOf,
  type VersionWithApp,
} from './queries.ts';
import { labelOf, type VersionView, versionViews } from './version-view.ts';

/** The versions of an app, the newest first. Throws `not_found`. */
export async function listVersions(ctx: Ctx, id: string): Promise<VersionView[]> {
  const { appId } = await requireApp(ctx, id, 'read');
  return versionViews(ctx, await listVersionRows(ctx.db, appId));
}

export type QueueLine = {
  id: VersionWithApp['id'];
  number: number;
  label: string | null;
  status: VersionWithApp['status'];
  appName: string;
  slug: string;
  orgName: string;
  since: string;
  errors: number;
  warnings: number;
};

function lineOf(row: VersionWithApp): QueueLine {
  const { id, number, status, appName, slug, orgName } = row;
  // The column keeps what `judgeManifest` found.
  const findings = (row.findings ?? []) as JudgedFinding[];
  return {
    id,
    number,
    label: labelOf(row),
    status,
    appName,
    slug,
    orgName,
    since: (row.submittedAt ?? row.changedAt).toISOString(),
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  };
}

const decidedShown = 20;

/** What reviewers have before them, of every organization. Throws `forbidden`. */
export async function listReviewQueue(
  ctx: Ctx,
): Promise<{ waiting: QueueLine[]; stopped: QueueLine[]; decided: QueueLine[] }> {
  assertReviewer(ctx);
  const waiting = await listInReview(ctx.db);
  const stopped = await listStopped(ctx.db);
  const decided = await listDecided(ctx.db, decidedShown);
  return {
    waiting: waiting.map(lineOf),
    stopped: stopped.map(lineOf),
    decided: decided.map(lineOf),
  };
}

export type Review = {
  app: { id: string; name: string; slug: string; type: string };
  version: VersionView;
  /** What holds today; null: none is published. */
  published: VersionView | null;
  /** Found anew, with the waivers of today. */
  findings: JudgedFinding[];
  waivers: { rule: string; reason: string; by: string; expiresAt: string | null }[];
};

/** A version as a reviewer reads it. Drafts only when the scan stopped them. Throws `forbidden` and `not_found`. */
export async function readReview(ctx: Ctx, id: string): Promise<Review> {
  assertReviewer(ctx);
  const row = isId('ver', id) ? await findVersionRow(ctx.db, id) : null;
  const app = row && (await findApp(ctx.db, row.appId));
  if (!row || !app || (row.status === 'draft' && row.findings === null)) {
    throw new AppError('not_found');
  }
  const rows = await listVersionRows(ctx.db, app.id);
  const current = rows.find(({ status }) => status === 'published' && row.status !== 'published');
  const [version, published] = await versionViews(ctx, current ? [row, current] : [row]);
  if (!version) throw new AppError('not_found');
  const isOpen = row.status === 'draft' || row.status === 'in_review';
  const findings = isOpen
    ? (await judgeManifest(ctx, app, row)).findings
    : await withWaivers(ctx, app.id, version.findings ?? []);
  return {
    app: { id: app.id, name: app.name, slug: app.slug, type: app.integrationType },
    version,
    published: published ?? null,
    findings,
    waivers: await waiversOf(ctx, app.id),
  };
}

async function waiversOf(ctx: Ctx, appId: NonNullable<Awaited<ReturnType<typeof findApp>>>['id']) {
  const rows = await listWaiverRows(ctx.db, appId);
  const names = await namesOf(
    ctx.db,
    rows.map(({ waivedBy }) => waivedBy),
  );
  return rows.map(({ rule, reason, waivedBy, expiresAt }) => ({
    rule,
    reason,
    by: names.get(waivedBy) ?? 'A reviewer',
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}
