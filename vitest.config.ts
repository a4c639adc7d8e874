import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'lib/**/*.test.ts',
      'components/**/*.test.ts',
      'server/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    globalSetup: ['./test/support/cluster.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Machines that run tests are busy; a poll ends at once when it sees what it waits for.
    expect: { poll: { timeout: 10_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
});
