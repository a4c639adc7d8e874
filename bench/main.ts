// npm run bench [-- TABLE…]: prints every table, or those named. Each table is measured in one run, so its ratios hold.
import { benchConsole } from './console.ts';
import { benchDeliveries } from './deliveries.ts';
import { benchDeliveriesPage } from './deliveries-page.ts';
import { benchLogs } from './logs.ts';
import { benchOkta } from './okta.ts';
import { benchPages } from './pages.ts';
import { printColumns } from './reference/columns.ts';
import { benchReference } from './reference.ts';
import { benchReferencePage } from './reference-page.ts';
import { benchRelay } from './relay.ts';
import { benchSandbox } from './sandbox.ts';
import type { BenchRow } from './stand.ts';
import { printTable } from './table.ts';

type Bench = { title: string; run(): Promise<BenchRow[]> };

const benches: Readonly<Record<string, Bench>> = {
  sandbox: {
    title:
      'Sandbox, 32 connections: authenticated, scope-checked, rate-limited and logged in PostgreSQL',
    run: benchSandbox,
  },
  page: { title: 'Reference page, 32 connections, production build', run: benchReferencePage },
  students: { title: 'listStudents of 100,000 at 50 a page, 2 connections', run: benchPages },
  deliveries: {
    title: 'Webhook deliveries, one worker, receiver and PostgreSQL on this machine',
    run: benchDeliveries,
  },
  'deliveries-page': {
    title: 'Deliveries page of 1,000,000 rows; “failed” counts what takes over 300 ms',
    run: benchDeliveriesPage,
  },
  relay: {
    title:
      "The console's relay, 16 connections: overhead over the direct call, upstream on this machine",
    run: () => benchRelay(),
  },
  logs: {
    title: 'Request log and usage, 1,000,000 calls of one app over 30 days, one reader',
    run: benchLogs,
  },
  okta: {
    title: 'GET /api/v1/apps with a filter, 5,000 apps, 8 connections',
    run: () => benchOkta(),
  },
};

/** Tables with columns of their own. */
const own: Readonly<Record<string, () => Promise<void>>> = {
  reference: () => benchReference(printColumns),
  console: async () => printColumns(await benchConsole()),
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter(
    (name) => !Object.hasOwn(own, name) && !Object.hasOwn(benches, name),
  );
  if (unknown.length > 0) {
    console.error(
      `There is no table ${unknown.join(', ')}. There are: ${[...Object.keys(own), ...Object.keys(benches)].join(', ')}.`,
    );
    process.exitCode = 1;
    return;
  }
  for (const [name, run] of Object.entries(own))
    if (names.length === 0 || names.includes(name)) await run();
  for (const [name, { title, run }] of Object.entries(benches)) {
    if (names.length > 0 && !names.includes(name)) continue;
    printTable(title, await run());
  }
}

await main(process.argv.slice(2));
