'use client';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { UsageNumbers, UsageView } from '#lib/domain/usage/schemas.ts';
import { type Point, pointsOf, type Series, seriesOf } from './usage-series.ts';
import { countText, msText, shareTick } from './usage-text.ts';

const height = 190;

type Kind = {
  title: string;
  shape: 'bars' | 'lines';
  pick: (numbers: UsageNumbers) => number | null;
  text: (value: number) => string;
};

const kinds: readonly Kind[] = [
  { title: 'Calls', shape: 'bars', pick: ({ calls }) => calls, text: countText },
  { title: 'Errors', shape: 'bars', pick: ({ errors }) => errors, text: countText },
  { title: 'p95 of the duration', shape: 'lines', pick: ({ p95Ms }) => p95Ms, text: msText },
  {
    title: 'Rate limit, busiest minute of a token',
    shape: 'lines',
    pick: ({ peakShare }) => peakShare,
    text: shareTick,
  },
];

/** Four numbers over time, by operation. What they show stands in the tables below too. */
export function UsageCharts({ usage }: { usage: UsageView }) {
  const series = seriesOf(usage);
  return (
    <div className="grid grid-cols-1 gap-3" aria-hidden="true" data-needs-js="">
      <Legend series={series} />
      <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
        {kinds.map((kind) => (
          <Chart
            key={kind.title}
            kind={kind}
            series={series}
            points={pointsOf(usage, series, kind.pick)}
          />
        ))}
      </div>
    </div>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] text-muted">
      {series.map(({ name, colour }) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <span className="size-2.5 rounded-xs" style={{ background: colour }} />
          {name}
        </li>
      ))}
    </ul>
  );
}

type ChartProps = { kind: Kind; series: readonly Series[]; points: Point[] };

function Chart({ kind, series, points }: ChartProps) {
  return (
    <figure className="min-w-0 rounded-lg border border-line bg-raised px-3 pt-3 pb-1 text-xs">
      <figcaption className="px-1 pb-2 text-sm font-medium">{kind.title}</figcaption>
      <ResponsiveContainer width="100%" height={height}>
        {kind.shape === 'bars' ? (
          <Bars kind={kind} series={series} points={points} />
        ) : (
          <Lines kind={kind} series={series} points={points} />
        )}
      </ResponsiveContainer>
    </figure>
  );
}

const tick = { fill: 'var(--muted)', fontSize: 11 };
const axis = { tick, tickLine: false, axisLine: { stroke: 'var(--line)' } } as const;
const yAxis = { ...axis, width: 64, axisLine: false } as const;
const tooltip = {
  contentStyle: {
    background: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: 6,
    fontSize: 12,
  },
  labelStyle: { color: 'var(--muted)' },
  cursor: { fill: 'var(--hover)', stroke: 'var(--line)' },
  isAnimationActive: false,
} as const;

function Bars({ kind, series, points, ...size }: ChartProps) {
  return (
    <BarChart data={points} accessibilityLayer={false} {...size}>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis dataKey="label" {...axis} minTickGap={24} />
      <YAxis {...yAxis} allowDecimals={false} tickFormatter={kind.text} />
      <Tooltip {...tooltip} formatter={(value) => kind.text(Number(value))} />
      {series.map(({ name, colour }) => (
        <Bar
          key={name}
          dataKey={(point: Point) => point[name]}
          name={name}
          stackId="all"
          fill={colour}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  );
}

function Lines({ kind, series, points, ...size }: ChartProps) {
  return (
    <LineChart data={points} accessibilityLayer={false} {...size}>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis dataKey="label" {...axis} minTickGap={24} />
      <YAxis {...yAxis} tickFormatter={kind.text} />
      <Tooltip {...tooltip} formatter={(value) => kind.text(Number(value))} />
      {series.map(({ name, colour }) => (
        <Line
          key={name}
          dataKey={(point: Point) => point[name]}
          name={name}
          stroke={colour}
          strokeWidth={1.75}
          dot={{ r: 1.5, fill: colour, strokeWidth: 0 }}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
}
