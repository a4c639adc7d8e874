import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installations } from '#lib/db/schema/apps.ts';
import { requestLogs, usageHours } from '#lib/db/schema/sandbox.ts';
import { countCalls } from '#lib/domain/usage/count-calls.ts';
import { countNextHour } from '#lib/domain/usage/count-hours.ts';
import {
  addDurations,
  type Durations,
  percentileMs,
  stepsOfAnOctave,
} from '#lib/domain/usage/durations.ts';
import { readUsage } from '#lib/domain/usage/read-usage.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const start = new Date('2026-04-26T07:30:00Z');
let clock = fixedClock(start);
let test: TestDatabase;
let partner: TestPartner;
let stranger: TestPartner;
let words = 0;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  clock = fixedClock(start);
  await test.db.delete(usageHours);
  await test.db.delete(requestLogs);
  partner = await makePartner(test.db, `masar${++words}`, { clock });
  stranger = await makePartner(test.db, `cedar${words}`, { clock });
});

type Call = Partial<typeof requestLogs.$inferInsert> & { agoMs?: number; times?: number };

async function logged(of: TestPartner, ...calls: Call[]): Promise<void> {
  for (const { agoMs = 0, times = 1, ...call } of calls) {
    const createdAt = new Date(clock.now().getTime() - agoMs);
    const rows = Array.from({ length: times }, () => ({
      id: newId('req', createdAt.getTime()),
      api: 'partners' as const,
      orgId: of.orgId,
      appId: of.appId,
      installationId: of.installationId,
      tokenId: newId('tok', 1),
      method: 'GET',
      path: '/education/students',
      operationId: 'listStudents',
      status: 200,
      durationUs: 12_000,
      createdAt,
      ...call,
    }));
    await test.db.insert(requestLogs).values(rows);
  }
}

async function countAll(): Promise<number> {
  let hours = 0;
  while (await countNextHour(test.db.$client, clock.now())) hours++;
  return hours;
}

const usage = (range: '24h' | '7d' | '30d' = '24h') =>
  readUsage(partner.ctx, { appId: partner.appId, range });

describe('the numbers of an app', () => {
  it('count calls, what went wrong and why, by operation and by hour, of this app only', async () => {
    await logged(
      partner,
      { times: 3 },
      { status: 403, deniedScope: 'education.students.read' },
      { status: 429, agoMs: hourMs },
      { status: 500, operationId: 'createStudent', agoMs: 2 * hourMs },
      { status: 404, operationId: null, path: '/nothing' },
    );
    await logged(stranger, { times: 5 });
    const { total, steps, operations } = await usage();
    expect(total).toMatchObject({ calls: 7, errors: 4, denied: 1, limited: 1, failed: 1 });
    expect(steps).toHaveLength(24);
    expect(steps.slice(-3).map(({ at, calls }) => [at, calls])).toEqual([
      ['2026-04-26T05:00:00.000Z', 1],
      ['2026-04-26T06:00:00.000Z', 1],
      ['2026-04-26T07:00:00.000Z', 5],
    ]);
    expect(
      operations.map(({ operationId, calls, errors }) => [operationId, calls, errors]),
    ).toEqual([
      ['listStudents', 5, 2],
      ['createStudent', 1, 1],
      [null, 1, 1],
    ]);
    expect(operations[0]?.steps.slice(-2).map(({ calls }) => calls)).toEqual([1, 4]);
  });

  it('say how near the busiest minute of a token came to its limit', async () => {
    const [mine, other] = [newId('tok'), newId('tok')];
    await logged(
      partner,
      { tokenId: mine, times: 30 },
      { tokenId: mine, times: 15, operationId: 'listTerms' },
      { tokenId: mine, times: 60, agoMs: 5 * minuteMs },
      { tokenId: other, times: 20 },
    );
    const { total, operations } = await usage();
    expect(total.peakShare).toBeCloseTo(60 / 600);
    expect(operations.map(({ peakShare }) => peakShare)).toEqual([
      expect.closeTo(60 / 600),
      expect.closeTo(15 / 600),
    ]);
    await test.db.update(installations).set({ rateLimitPerMinute: 60 });
    expect((await usage()).total.peakShare).toBeCloseTo(1);
  });

  it('are the same before an hour is counted and after', async () => {
    await logged(
      partner,
      { agoMs: 3 * hourMs, times: 4 },
      { agoMs: 3 * hourMs, status: 422, operationId: 'createStudent', durationUs: 90_000 },
      { agoMs: 26 * hourMs, times: 2 },
      { agoMs: 20 * minuteMs, times: 7 },
    );
    const before = [await usage('24h'), await usage('7d'), await usage('30d')];
    expect(before.map(({ total }) => total.calls)).toEqual([12, 14, 14]);
    expect(await countAll()).toBe(2);
    expect([await usage('24h'), await usage('7d'), await usage('30d')]).toEqual(before);
    expect(await countAll()).toBe(0);
    await expect(
      readUsage(stranger.ctx, { appId: partner.appId, range: '7d' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('calls of an operation count the same from counted hours and from the log', async () => {
  const since = (agoMs: number) => new Date(clock.now().getTime() - agoMs);
  await logged(
    partner,
    { agoMs: 3 * hourMs, times: 4 },
    { agoMs: 3 * hourMs, status: 403, deniedScope: 'education.students.read' },
    {
      agoMs: 2 * hourMs,
      status: 403,
      operationId: 'listTerms',
      deniedScope: 'education.terms.read',
    },
    { agoMs: 2 * hourMs, status: 404, operationId: null, path: '/nothing' },
    { agoMs: 20 * minuteMs, times: 7 },
    { agoMs: 26 * hourMs, times: 9 },
  );
  await logged(stranger, { times: 5 }, { agoMs: 3 * hourMs, times: 5 });
  const counts = async () =>
    (await countCalls(partner.ctx, partner.appId, since(24 * hourMs))).sort((a, b) =>
      (a.operationId ?? '') < (b.operationId ?? '') ? -1 : 1,
    );
  const before = await counts();
  expect(before).toEqual([
    { operationId: null, calls: 1, denied: 0 },
    { operationId: 'listStudents', calls: 12, denied: 1 },
    { operationId: 'listTerms', calls: 1, denied: 1 },
  ]);
  expect(await countAll()).toBe(3);
  expect(await counts()).toEqual(before);
  await test.db.delete(requestLogs);
  expect((await counts()).map(({ calls }) => calls)).toEqual([1, 5, 1]);
});

describe('counting hours', () => {
  it('waits until an hour is over and settled, and counts it once, also in two processes', async () => {
    await logged(partner, { times: 2 });
    clock.advance(30 * minuteMs + 5 * minuteMs - 1);
    expect(await countAll()).toBe(0);
    clock.advance(1);
    const one = () => countNextHour(test.db.$client, clock.now());
    await Promise.all([one(), one(), one()]);
    const rows = await test.db.select().from(usageHours);
    expect(rows).toMatchObject([
      { appId: partner.appId, operationId: 'listStudents', calls: 2, errors: 0 },
    ]);
    expect(rows[0]?.hour.toISOString()).toBe('2026-04-26T07:00:00.000Z');
  });

  it('counts what two apps did in the same hour', async () => {
    await logged(partner, {});
    await logged(stranger, { times: 3 });
    clock.advance(2 * hourMs);
    await countAll();
    const rows = await test.db.select().from(usageHours);
    expect(rows.map(({ appId, calls }) => [appId, calls]).sort()).toEqual(
      [
        [partner.appId, 1],
        [stranger.appId, 3],
      ].sort(),
    );
  });
});

describe('the scale of durations', () => {
  const durationsOf = (us: readonly number[]): Durations => {
    const made: Durations = {};
    for (const one of us) addDurations(made, { [Math.floor(stepsOfAnOctave * Math.log2(one))]: 1 });
    return made;
  };

  it('knows no percentile of nothing', () => {
    expect(percentileMs({}, 0.95)).toBeNull();
  });

  it('comes within a step of the exact percentile', () => {
    const times = fc.array(fc.integer({ min: 100, max: 20_000_000 }), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(times, (us) => {
        const exact = [...us].sort((a, b) => a - b)[Math.ceil(us.length * 0.95) - 1] ?? 0;
        const about = (percentileMs(durationsOf(us), 0.95) ?? 0) * 1000;
        expect(about / exact).toBeGreaterThan(0.9);
        expect(about / exact).toBeLessThan(1.1);
      }),
    );
  });
});
