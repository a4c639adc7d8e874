import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { correctClock, systemClock } from '#lib/std/clock.ts';
import { madeAtMs, newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { alignClock } from './shared-clock.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ max: 1 });
});
afterAll(() => database.drop());
afterEach(() => {
  vi.useRealTimers();
  correctClock(0);
});

it.each([300_000, -300_000, 86_400_000])(
  'a machine that is off by %i ms takes the time of the database',
  async (off) => {
    const { db } = database;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + off });
    // The faked date stands still; what is left of the difference is the time that this took.
    expect(Math.abs((await alignClock(db.$client)) + off)).toBeLessThan(30_000);
    const shownMs = systemClock.now().getTime();
    expect(Math.abs(shownMs - (Date.now() - off))).toBeLessThan(30_000);
    expect(Math.abs(madeAtMs(newId('req')) - shownMs)).toBeLessThan(1000);
  },
);

it('one that agrees with it keeps its own', async () => {
  const { db } = database;
  expect(Math.abs(await alignClock(db.$client))).toBeLessThan(1000);
});
