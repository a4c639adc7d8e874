import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/support/chromium.mjs';

// The workers read this file too; what the first reading decided comes to them through the environment.
process.env.PORTAL_E2E_PORT ??= '3199';
process.env.PORTAL_E2E_DIR ??= mkdtempSync(path.join(tmpdir(), 'portal-e2e-'));
const port = process.env.PORTAL_E2E_PORT;
const url = `http://localhost:${port}`;
// The API behind e2e/documents/workshop.yaml, and the folder with the document that names its address.
process.env.PORTAL_E2E_UPSTREAM ??= '3198';
const workshop = `127.0.0.1:${process.env.PORTAL_E2E_UPSTREAM}`;
process.env.PORTAL_E2E_SPECS ??= specsFor(workshop);
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  outputDir: './test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // Machines that run tests are busy; a wait ends at once when it sees what it waits for.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: url,
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: isRoot ? ['--no-sandbox'] : [],
    },
  },
  webServer: [
    {
      command: 'node scripts/start.mjs',
      url: `${url}/api/health/ready`,
      timeout: 900_000,
      reuseExistingServer: false,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
      stdout: 'pipe',
      env: {
        PORT: port,
        PORTAL_DATA_DIR: process.env.PORTAL_E2E_DIR,
        PORTAL_URL: url,
        PORTAL_SPECS_DIR: process.env.PORTAL_E2E_SPECS,
        PORTAL_ALLOW_TARGETS: workshop,
      },
    },
    {
      command: `node e2e/support/workshop.mjs ${process.env.PORTAL_E2E_UPSTREAM}`,
      url: `http://${workshop}/v1/file`,
      timeout: 120_000,
      reuseExistingServer: false,
    },
  ],
});

function specsFor(address: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-e2e-specs-'));
  cpSync(path.resolve(import.meta.dirname, 'e2e/documents'), folder, { recursive: true });
  const workshopFile = path.join(folder, 'workshop.yaml');
  const text = readFileSync(workshopFile, 'utf8');
  writeFileSync(workshopFile, text.replaceAll('workshop.test', address));
  return folder;
}
