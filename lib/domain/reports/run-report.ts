import { rawOf } from '#lib/db/raw.ts';
import { AppError } from '#lib/errors.ts';
import { toOffsetTime } from '#lib/std/offset-time.ts';
import { emitEvent } from '../events/emit.ts';
import { parseBody } from '../parse-body.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { reportCatalog } from './catalog.ts';
import { type ReportResult, ReportRun } from './schemas.ts';

/**
 * Computes a report from the tenant's rows and fires `reports.builder.completed`, in the caller's transaction.
 * Throws `scope_not_granted`, `not_found` (key) and `validation_failed` (`parameters.…`).
 */
export async function runReport(ctx: TenantCtx, key: string, body: unknown): Promise<ReportResult> {
  assertScope(ctx, 'reports.builder.read');
  const definition = reportCatalog.find(({ report }) => report.key === key);
  if (!definition) throw new AppError('not_found');
  const { parameters } = parseBody(ReportRun, body);
  const accepted = parseBody(definition.parameters, parameters, 'parameters');
  const { tenantId } = ctx.actor;
  const rows = await definition.compute(rawOf(ctx.db), tenantId, accepted);
  const generatedAt = toOffsetTime(ctx.clock.now(), ctx.timeZone);
  await emitEvent(ctx, {
    tenantId,
    type: 'reports.builder.completed',
    data: { report: { key, rows_count: rows.length, generated_at: generatedAt } },
    timeZone: ctx.timeZone,
  });
  return { columns: definition.report.columns, rows, generated_at: generatedAt };
}
