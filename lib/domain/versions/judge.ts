import type { Ctx } from '../ctx.ts';
import type { Manifest, ManifestFormat } from '../manifest/schemas.ts';
import { readManifest } from '../manifest/schemas.ts';
import type { Finding, JudgedFinding } from '../policy/finding.ts';
import type { PolicyContext } from '../policy/rule.ts';
import { compareVersions } from '../policy/rules/identity.ts';
import { scanManifest } from '../policy/scan.ts';
import { scopeOfOperation } from '../scopes/operation-scopes.ts';
import { countCalls } from '../usage/count-calls.ts';
import {
  type findApp,
  listVersionRows,
  listWaiverRows,
  namesOf,
  type VersionRow,
} from './queries.ts';

type Judged = { manifest: Manifest | null; findings: JudgedFinding[] };
type AppRow = NonNullable<Awaited<ReturnType<typeof findApp>>>;

const usageMs = 30 * 24 * 3_600_000;

/** What the rules find in a manifest of this app, and which of it reviewers let pass. */
export async function judgeManifest(
  ctx: Ctx,
  app: AppRow,
  text: { source: string; format: ManifestFormat },
): Promise<Judged> {
  const { manifest, findings } = scanManifest(text.source, text.format, await contextOf(ctx, app));
  return { manifest, findings: await withWaivers(ctx, app.id, findings) };
}

async function contextOf(ctx: Ctx, app: AppRow): Promise<PolicyContext> {
  const since = new Date(ctx.clock.now().getTime() - usageMs);
  const [versions, calls] = [
    await listVersionRows(ctx.db, app.id),
    await countCalls(ctx, app.id, since),
  ];
  const callsByScope: Record<string, number> = {};
  for (const { operationId, calls: count, denied } of calls) {
    const scope = scopeOfOperation(operationId ?? '');
    if (scope) callsByScope[scope] = (callsByScope[scope] ?? 0) + count - denied;
  }
  return {
    app: { slug: app.slug, integrationType: app.integrationType },
    lastVersion: lastVersion(versions),
    ...(calls.length > 0 ? { callsByScope } : {}),
  };
}

/** The highest version that reviewers approved. */
function lastVersion(versions: readonly VersionRow[]): string | null {
  let last: string | null = null;
  for (const { status, source, format, publishedAt } of versions) {
    const counts = status === 'approved' || status === 'published' || publishedAt !== null;
    const version = counts ? readManifest(source, format)?.version : undefined;
    if (version && (last === null || compareVersions(version, last) > 0)) last = version;
  }
  return last;
}

/** Findings with the waivers that hold now. */
export async function withWaivers(
  ctx: Ctx,
  appId: AppRow['id'],
  findings: readonly Finding[],
): Promise<JudgedFinding[]> {
  const now = ctx.clock.now();
  const living = (await listWaiverRows(ctx.db, appId)).filter(
    ({ expiresAt }) => expiresAt === null || expiresAt > now,
  );
  const names = await namesOf(
    ctx.db,
    living.map(({ waivedBy }) => waivedBy),
  );
  return findings.map((finding) => {
    const waiver = living.find(({ rule }) => finding.isWaivable && rule === finding.rule);
    const by = waiver && (names.get(waiver.waivedBy) ?? 'A reviewer');
    return { ...finding, waived: waiver && by ? { reason: waiver.reason, by } : null };
  });
}

/** What stops a version: errors that nobody waived. */
export const stopping = (findings: readonly JudgedFinding[]): JudgedFinding[] =>
  findings.filter(({ severity, waived }) => severity === 'error' && waived === null);
