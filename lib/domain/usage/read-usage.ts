import { rawOf } from '#lib/db/raw.ts';
import { requireApp } from '../apps/require-app.ts';
import type { UserCtx } from '../ctx.ts';
import { countedUntil } from './count-hours.ts';
import { addDurations, type Durations, percentileMs } from './durations.ts';
import { countLogged, type HourRow, listUsageHours } from './queries.ts';
import {
  type OperationUsage,
  type UsageNumbers,
  type UsageRange,
  type UsageView,
  usageSteps,
} from './schemas.ts';

/**
 * The calls of an app over a range, by step of time and by operation: hours that are over as they were counted, the
 * one that runs from the log. Throws `not_found`.
 */
export async function readUsage(
  ctx: UserCtx,
  input: { appId: string; range: UsageRange },
): Promise<UsageView> {
  const { range } = input;
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const { stepMs, steps } = usageSteps[range];
  const lastMs = Math.floor(ctx.clock.now().getTime() / stepMs) * stepMs;
  const from = new Date(lastMs - (steps - 1) * stepMs);
  const db = rawOf(ctx.db);
  const until = await countedUntil(db);
  const [kept, logged] = await Promise.all([
    listUsageHours(db, appId, from),
    countLogged(db, appId, until > from ? until : from),
  ]);
  // Between the two readings an hour may have been counted; it is in the log as well.
  const rows = [...kept.filter(({ hour }) => hour < until), ...logged];
  const stepOf = ({ hour }: HourRow) => Math.floor((hour.getTime() - from.getTime()) / stepMs);
  const indexes = Array.from({ length: steps }, (_, index) => index);
  const bySteps = (some: readonly HourRow[], of: 'peak_share' | 'peak_share_of_all') =>
    indexes.map((index) =>
      numbersOf(
        some.filter((row) => stepOf(row) === index),
        of,
      ),
    );
  return {
    range,
    stepMs,
    total: numbersOf(rows, 'peak_share_of_all'),
    steps: bySteps(rows, 'peak_share_of_all').map((numbers, index) => ({
      at: new Date(from.getTime() + index * stepMs).toISOString(),
      ...numbers,
    })),
    operations: [...Map.groupBy(rows, (row) => row.operation_id)]
      .map(
        ([operationId, some]): OperationUsage => ({
          operationId: operationId || null,
          ...numbersOf(some, 'peak_share'),
          steps: bySteps(some, 'peak_share'),
        }),
      )
      .sort(
        (a, b) => b.calls - a.calls || ((a.operationId ?? '~') < (b.operationId ?? '~') ? -1 : 1),
      ),
  };
}

function numbersOf(
  rows: readonly HourRow[],
  peak: 'peak_share' | 'peak_share_of_all',
): UsageNumbers {
  const sum = (pick: (row: HourRow) => number) => rows.reduce((all, row) => all + pick(row), 0);
  const durations: Durations = {};
  for (const row of rows) addDurations(durations, row.durations);
  return {
    calls: sum(({ calls }) => calls),
    errors: sum(({ errors }) => errors),
    denied: sum(({ denied }) => denied),
    limited: sum(({ limited }) => limited),
    failed: sum(({ failed }) => failed),
    p95Ms: percentileMs(durations, 0.95),
    peakShare: rows.reduce((most, row) => Math.max(most, row[peak]), 0),
  };
}
