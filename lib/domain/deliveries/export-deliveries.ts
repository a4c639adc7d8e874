import { csvLine } from '#lib/std/csv.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { narrow, toListItem } from './list-deliveries.ts';
import { findDeliveries, searchedUntil } from './queries.ts';
import type { DeliveryFilters, DeliveryListItem } from './schemas.ts';

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const columns = [
  'id',
  'eventType',
  'status',
  'endpointId',
  'endpointUrl',
  'tenantId',
  'tenantName',
  'attemptCount',
  'lastStatusCode',
  'lastError',
  'nextAttemptAt',
  'createdAt',
  'finishedAt',
] as const satisfies readonly (keyof DeliveryListItem)[];

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function lineOf(item: DeliveryListItem, format: ExportFormat): string {
  return format === 'csv'
    ? csvLine(columns.map((name) => item[name]))
    : `${JSON.stringify(Object.fromEntries(columns.map((name) => [snake(name), item[name]])))}\n`;
}

const pageSize = 1000;
/** Rows of one export. */
export const exportedAtMost = 100_000;

/**
 * The deliveries that match the filters, newest first, as text in pieces; the first piece is made before this
 * resolves. Throws `not_found`.
 */
export async function exportDeliveries(
  ctx: Ctx,
  input: { appId: string; filters: DeliveryFilters; format: ExportFormat },
): Promise<AsyncGenerator<string>> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const by = narrow(input.filters, ctx.clock.now());
  async function* pieces(): AsyncGenerator<string> {
    if (input.format === 'csv') yield csvLine(columns.map(snake));
    let before: string | null = null;
    for (let written = 0; written < exportedAtMost; written += pageSize) {
      const rows: Awaited<ReturnType<typeof findDeliveries>> = await findDeliveries(
        ctx.db,
        appId,
        by,
        { before, limit: pageSize },
      );
      const items = rows.map((row) => toListItem(row.delivery, row.endpointUrl, row.tenantName));
      yield items.map((item) => lineOf(item, input.format)).join('');
      const isFull = items.length === pageSize;
      const last = items.at(-1)?.id ?? null;
      before = isFull ? last : await searchedUntil(ctx.db, appId, by, before);
      if (before === null) return;
    }
  }
  return pieces();
}
