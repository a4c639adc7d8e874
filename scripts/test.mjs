// npm test: types, lint, unit and repository tests, end-to-end tests; the last line counts them all.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from './support/build.mjs';
import { ensureChromium } from './support/chromium.mjs';
import { ensureInstalled, pinnedNode } from './support/install.mjs';
import { checkHostNode, endWithChildren, fail, root, run, step } from './support/project.mjs';

const bin = (name) => path.join(root, 'node_modules', name);
const scratch = mkdtempSync(path.join(tmpdir(), 'portal-npm-test-'));
const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function count(name, passed, failed, skipped = 0) {
  counts.passed += passed;
  counts.failed += failed;
  counts.skipped += skipped;
  if (failed > 0) failures.push(`${name}: ${failed} failed`);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** A check that passes or fails as a whole. */
async function check(name, node, args) {
  const { code } = await step(name, () => run(node, args));
  count(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

async function types(node) {
  // The types of the routes are generated; without them a clean checkout would not compile.
  await run(node, [bin('next/dist/bin/next'), 'typegen'], {
    quiet: true,
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  });
  await check('types', node, [bin('typescript/bin/tsc'), '-p', '.']);
}

async function unitTests(node) {
  const file = path.join(scratch, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await step('unit tests', () =>
    run(node, [bin('vitest/vitest.mjs'), 'run', ...reporters]),
  );
  const report = readJson(file);
  if (!report) return count('unit tests', 0, 1);
  // A file that could not be loaded has no tests to count, and is a failure all the same.
  const broken = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + broken;
  count(
    'unit tests',
    report.numPassedTests,
    failed === 0 && code !== 0 ? 1 : failed,
    report.numPendingTests + report.numTodoTests,
  );
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function endToEndTests(node) {
  const chromium = await ensureChromium();
  if (!chromium) {
    console.error(
      'No Chromium was found, and none could be installed. Install Chromium and run again.',
    );
    return count('end-to-end tests', 0, 1);
  }
  await ensureBuilt(node);
  const file = path.join(scratch, 'playwright.json');
  const { code } = await step('end-to-end tests', async () =>
    run(node, [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
      env: {
        PLAYWRIGHT_JSON_OUTPUT_NAME: file,
        PORTAL_CHROMIUM: chromium,
        PORTAL_E2E_PORT: String(await freePort()),
        PORTAL_E2E_UPSTREAM: String(await freePort()),
        PORTAL_E2E_DIR: path.join(scratch, 'portal'),
      },
    }),
  );
  const stats = readJson(file)?.stats;
  if (!stats) return count('end-to-end tests', 0, 1);
  const failed = stats.unexpected === 0 && code !== 0 ? 1 : stats.unexpected;
  count('end-to-end tests', stats.expected + stats.flaky, failed, stats.skipped);
}

/** Whatever happens in one part, the others still run. */
async function attempt(name, work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    count(name, 0, 1);
  }
}

async function main() {
  checkHostNode();
  endWithChildren();
  await ensureInstalled();
  const node = await pinnedNode();
  await attempt('types', () => types(node));
  await attempt('lint', () => check('lint', node, [bin('@biomejs/biome/bin/biome'), 'check', '.']));
  await attempt('unit tests', () => unitTests(node));
  await attempt('end-to-end tests', () => endToEndTests(node));
  rmSync(scratch, { recursive: true, force: true });
  for (const line of failures) console.log(line);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

main().catch(fail);
