import { test as base, expect } from '@playwright/test';
import { makePartner, type Partner } from './partner.ts';

export { expect } from '@playwright/test';

type Fixtures = {
  /** Console errors that a test provokes on purpose; any other one fails it. */
  expectedErrors: readonly RegExp[];
};
type WorkerFixtures = {
  /** A fresh partner of this worker's own, as `portal demo` makes it. */
  partner: Partner;
};

/** The test of every journey: whatever the page complains about on its console is a failure. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  expectedErrors: [[], { option: true }],
  partner: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures from the pattern.
    async ({}, use) => use(await makePartner()),
    { scope: 'worker', timeout: 180_000 },
  ],
  page: async ({ page, expectedErrors }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error')
        complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
    await use(page);
    const unexpected = complaints.filter(
      (text) => !expectedErrors.some((known) => known.test(text)),
    );
    expect(unexpected, 'errors on the console').toEqual([]);
  },
});
