'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  countedAtMost,
  type DeliveryBucket,
  type DeliveryStats,
  deliveryStatuses,
} from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { portalFetch } from '../portal-fetch.ts';
import { statusLabel } from './delivery-status.tsx';

const everyMs = 10_000;

/** Counts, volume, success and latency of what the filters describe. */
export function DeliveriesCharts({ app, filterKey }: { app: AppId; filterKey: string }) {
  const { data: stats } = useQuery({
    queryKey: ['delivery-stats', app, filterKey],
    queryFn: ({ signal }) =>
      portalFetch<DeliveryStats>(`${routes.appData(app, 'deliveries', 'stats')}?${filterKey}`, {
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  });
  if (!stats || stats.total === 0) return null;
  return (
    <section aria-label="Numbers" className="grid grid-cols-1 gap-3">
      <Counts stats={stats} />
      <div className="grid grid-cols-1 gap-3 md:grid-cols-3">
        <Volume stats={stats} />
        <Success stats={stats} />
        <Latency stats={stats} />
      </div>
    </section>
  );
}

function Counts({ stats }: { stats: DeliveryStats }) {
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      <span className="font-medium text-fg tabular-nums">
        {stats.isMore
          ? `Of the newest ${countedAtMost.toLocaleString('en')}`
          : `${stats.total} in all`}
      </span>
      {deliveryStatuses
        .filter((status) => stats.counts[status] > 0)
        .map((status) => (
          <span key={status} className="tabular-nums">
            {stats.counts[status]} {statusLabel(status).toLowerCase()}
          </span>
        ))}
      <span>
        {stats.oldestPendingAt ? (
          <>
            Oldest waiting: <RelativeTime at={stats.oldestPendingAt} />
          </>
        ) : (
          'Nothing waits'
        )}
      </span>
    </p>
  );
}

type ChartProps = { title: string; value: string; label: string; children: ReactNode };
const [width, height] = [240, 56];

function Chart({ title, value, label, children }: ChartProps) {
  return (
    <figure className="min-w-0 rounded-lg border border-line bg-raised px-4 py-3">
      <figcaption className="flex items-baseline justify-between gap-2 text-sm">
        <span className="text-muted">{title}</span>
        <span className="font-medium tabular-nums">{value}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="mt-2 h-14 w-full"
      >
        {children}
      </svg>
    </figure>
  );
}

function spanText({ bucketMs, buckets }: DeliveryStats): string {
  const minutes = Math.round((bucketMs * buckets.length) / 60_000);
  if (minutes < 120) return `in ${minutes} min`;
  return minutes < 2880 ? `in ${Math.round(minutes / 60)} h` : `in ${Math.round(minutes / 1440)} d`;
}

const sumOf = (buckets: readonly DeliveryBucket[], pick: (bucket: DeliveryBucket) => number) =>
  buckets.reduce((sum, bucket) => sum + pick(bucket), 0);

type Bar = { key: string; parts: readonly [className: string, share: number][]; title: string };

/** Stacked bars; shares are of the whole height. */
function Bars({ bars }: { bars: readonly Bar[] }) {
  const step = width / Math.max(1, bars.length);
  return bars.map(({ key, parts, title }, index) => {
    let top = height;
    return (
      <g key={key}>
        <title>{title}</title>
        <rect x={index * step} y={0} width={step} height={height} fill="transparent" />
        {parts.map(([className, share]) => {
          const tall = share * height;
          top -= tall;
          return (
            <rect
              key={className}
              className={className}
              x={index * step + step * 0.15}
              y={top}
              width={step * 0.7}
              height={tall}
            />
          );
        })}
      </g>
    );
  });
}

const clock = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

function Volume({ stats }: { stats: DeliveryStats }) {
  const { buckets } = stats;
  const all = (b: DeliveryBucket) => b.delivered + b.failed + b.open;
  const most = Math.max(1, ...buckets.map(all));
  const total = sumOf(buckets, all);
  return (
    <Chart
      title="Volume"
      value={`${total} ${spanText(stats)}`}
      label={`${total} deliveries ${spanText(stats)}, at most ${most} in one step`}
    >
      <Bars
        bars={buckets.map((b) => ({
          key: b.at,
          title: `${clock(b.at)}: ${b.delivered} delivered, ${b.failed} failed, ${b.open} open`,
          parts: [
            ['fill-good', b.delivered / most],
            ['fill-bad', b.failed / most],
            ['fill-warn', b.open / most],
          ],
        }))}
      />
    </Chart>
  );
}

function Success({ stats }: { stats: DeliveryStats }) {
  const { buckets } = stats;
  const delivered = sumOf(buckets, (b) => b.delivered);
  const ended = delivered + sumOf(buckets, (b) => b.failed);
  const percent = ended === 0 ? 'No result yet' : `${((delivered / ended) * 100).toFixed(1)} %`;
  return (
    <Chart
      title="Success"
      value={percent}
      label={`Of ${ended} deliveries that ended, ${delivered} were delivered`}
    >
      <Bars
        bars={buckets.map((b) => {
          const done = b.delivered + b.failed;
          return {
            key: b.at,
            title: `${clock(b.at)}: ${b.delivered} of ${done}`,
            parts:
              done === 0
                ? []
                : [
                    ['fill-good', b.delivered / done],
                    ['fill-bad', b.failed / done],
                  ],
          };
        })}
      />
    </Chart>
  );
}

function Latency({ stats }: { stats: DeliveryStats }) {
  const { buckets } = stats;
  const known = buckets.flatMap((b) => (b.p95Ms === null ? [] : [b.p95Ms]));
  const most = Math.max(1, ...known);
  const last = [...buckets].reverse().find((b) => b.p95Ms !== null);
  const value = last ? `p50 ${last.p50Ms} ms, p95 ${last.p95Ms} ms` : 'No attempt yet';
  return (
    <Chart title="Latency" value={value} label={`Latest: ${value}. The slowest p95: ${most} ms`}>
      <Bars
        bars={buckets.map((b) => {
          const [p50, p95] = [b.p50Ms ?? 0, b.p95Ms ?? 0];
          return {
            key: b.at,
            title: b.p95Ms === null ? clock(b.at) : `${clock(b.at)}: p50 ${p50} ms, p95 ${p95} ms`,
            parts: [
              ['fill-accent', p50 / most],
              ['fill-accent/40', (p95 - p50) / most],
            ],
          };
        })}
      />
    </Chart>
  );
}
