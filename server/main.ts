// The entry of every process: node server/main.ts [--dev]
import { ConfigError, parseEnv, setMode } from '#lib/config/env.ts';
import { catchConsole, log } from './log.ts';
import { type Portal, startPortal } from './start/portal.ts';

const dev = process.argv.includes('--dev');
const stopDeadlineMs = 30_000;
const echoMs = 1_000;
const stack = new AsyncDisposableStack();
let started: Promise<Portal>;
let stopping: Promise<void> | null = null;
let signalledAt = 0;

/** A start that is told to stop goes no further than the step it is in. */
class StopAsked extends Error {}

function onStep(text: string): void {
  if (stopping) throw new StopAsked();
  console.log(text);
}

/** Undoes the start in reverse order; the step that is running is let finish first, so nothing is left behind. */
async function stopAll(): Promise<void> {
  await started.catch(() => undefined);
  await stack.disposeAsync();
}

function onSignal(): void {
  // A terminal and npm both pass on one Ctrl-C, so only a later second signal means "now".
  if (stopping && Date.now() - signalledAt > echoMs) process.exit(1);
  if (stopping) return;
  signalledAt = Date.now();
  setTimeout(() => process.exit(1), stopDeadlineMs).unref();
  stopping = stopAll().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, 'the stop failed');
      process.exit(1);
    },
  );
}

function announce(portal: Portal): void {
  console.log('ready');
  console.log(`\n  Okta developer portal  ${portal.url}`);
  const { demo } = portal;
  if (demo) console.log(`  Demo sign-in           ${demo.email}  ${demo.password}`);
  if (demo?.reviewer) {
    console.log(`  Demo reviewer          ${demo.reviewer.email}  ${demo.reviewer.password}`);
  }
  console.log('');
}

async function refuseStart(error: unknown): Promise<never> {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else log.fatal({ err: error }, 'the portal could not start');
  await stack.disposeAsync().catch(() => undefined);
  process.exit(1);
}

process.on('uncaughtException', (error) => log.error({ err: error }, 'uncaught exception'));
// Node itself tells a warning without the place it comes from.
process.on('warning', (warning) => log.warn({ err: warning }, 'a warning of Node'));
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
// A terminal that is closed says SIGHUP, and nobody reads what is written from then on.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

setMode(dev);
if (!dev) catchConsole();
started = Promise.resolve().then(() => startPortal({ config: parseEnv(), dev, stack, onStep }));
started.then(
  (portal) => stopping ?? announce(portal),
  (error: unknown) => (stopping ? undefined : refuseStart(error)),
);
