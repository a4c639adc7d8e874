import type { VersionId } from '#lib/std/ids.ts';
import type { Ctx } from '../ctx.ts';
import { readSource } from '../manifest/read-source.ts';
import type { ManifestFormat } from '../manifest/schemas.ts';
import type { JudgedFinding } from '../policy/finding.ts';
import type { AskedScope } from '../scopes/schemas.ts';
import { actorLabels } from './actor-labels.ts';
import type { VersionRow } from './queries.ts';
import { readEffective } from './sync-app.ts';

/** A version as pages show it. */
export type VersionView = {
  id: VersionId;
  number: number;
  /** What the manifest says, such as `1.4.0`; null: it does not say. */
  label: string | null;
  status: VersionRow['status'];
  revision: number;
  source: string;
  format: ManifestFormat;
  /** What it asks tenants for, as far as its manifest can be read. */
  asked: AskedScope[];
  rollbackOf: number | null;
  /** As the scan found it at the last submission; null: it was not submitted. */
  findings: JudgedFinding[] | null;
  reason: string | null;
  createdAt: string;
  createdBy: string;
  submittedAt: string | null;
  submittedBy: string | null;
  decidedAt: string | null;
  decidedBy: string | null;
  publishedAt: string | null;
};

/** What a manifest calls its version. */
export function labelOf({ source, format }: Pick<VersionRow, 'source' | 'format'>): string | null {
  const version: unknown = Reflect.get(Object(readSource(source, format).data), 'version');
  return typeof version === 'string' || typeof version === 'number'
    ? String(version).slice(0, 32)
    : null;
}

/** Rows as pages show them. */
export async function versionViews(ctx: Ctx, rows: readonly VersionRow[]): Promise<VersionView[]> {
  const labels = await actorLabels(
    ctx,
    rows.flatMap(({ createdBy, submittedBy, decidedBy }) => [createdBy, submittedBy, decidedBy]),
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    label: labelOf(row),
    status: row.status,
    revision: row.revision,
    source: row.source,
    format: row.format,
    asked: readEffective(row).asked ?? [],
    rollbackOf: row.rollbackOf,
    // The column keeps what `judgeManifest` found.
    findings: row.findings as JudgedFinding[] | null,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    createdBy: labels(row.createdBy),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    submittedBy: row.submittedBy && labels(row.submittedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedAt ? labels(row.decidedBy) : null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
  }));
}
