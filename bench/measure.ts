import autocannon from 'autocannon';
import type { BenchRow } from './table.ts';

export type Load = { what: string; url: string; options?: Partial<autocannon.Options> };

const warmUpSeconds = 2;

/** Requests a second and latency of one address, after a short warm-up that is not counted. */
export async function measure(load: Load, seconds: number, connections = 32): Promise<BenchRow> {
  const run = (duration: number) =>
    autocannon({ url: load.url, connections, duration, ...load.options });
  await run(Math.min(warmUpSeconds, seconds));
  const { requests, latency, non2xx, errors, timeouts } = await run(seconds);
  return {
    what: load.what,
    perSecond: Math.round(requests.average),
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    failed: non2xx + errors + timeouts,
  };
}
