import { expect, it } from 'vitest';
import { newId, newUuid } from '#lib/std/ids.ts';
import { type Claimed, createLanes } from './lanes.ts';

const endpoint = newId('whe');

function claimed(leaseUntilMs: number): Claimed {
  const row = {
    id: newUuid(),
    fence: 1,
    org_id: newId('org'),
    app_id: newId('app'),
    endpoint_id: endpoint,
    event_id: newUuid(),
    event_type: 'ping',
    body: '{}',
    sealed_token: null,
    attempt_count: 0,
    uncounted_attempts: 0,
    next_trigger: 'schedule',
    url: 'https://hooks.example.com/',
    custom_headers: {},
    rate_per_second: 10,
    failing: false,
    secrets: [],
  } as const;
  return { row: { ...row, secrets: [] }, leaseUntilMs };
}

it('a clock that is put back stops no endpoint with a rate cap', async () => {
  let nowMs = 10_000_000;
  let started = 0;
  const lanes = createLanes({
    maxPerEndpoint: 4,
    maxInFlight: 100,
    nowMs: () => nowMs,
    start: async () => {
      started += 1;
      return { tookMs: 1, failing: false, gone: false };
    },
    release: () => undefined,
    onLow: () => undefined,
    minLeaseMs: 0,
    shared: false,
  });
  lanes.offer([claimed(nowMs + 18_000), claimed(nowMs + 18_000)]);
  expect(started).toBe(1);
  nowMs -= 3_600_000;
  await expect.poll(() => started).toBe(2);
});
