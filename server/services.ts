// Where the parts of the portal are put together: what the door hands requests to, and what runs beside it.
import path from 'node:path';
import type { Logger } from 'pino';
import { handleBin } from '#lib/bin/handle.ts';
import type { RuntimeConfig } from '#lib/config/runtime.ts';
import type { Database } from '#lib/db/client.ts';
import { loadCatalog } from '#lib/openapi/catalog.ts';
import { loadVersions } from '#lib/openapi/compatibility/versions.ts';
import { settleRelay } from '#lib/relay/relay.ts';
import { relayCall } from '#lib/relay/relay-call.ts';
import { registerSandbox } from '#lib/relay/upstreams.ts';
import { createSandbox } from '#lib/sandbox/index.ts';
import { systemClock } from '#lib/std/clock.ts';
import { createWorker, type WorkerOptions } from '#lib/worker/worker.ts';
import type { FetchHandler } from './front.ts';
import { seldom } from './seldom.ts';

export type ServiceContext = {
  config: RuntimeConfig;
  db: Database;
  log: Logger;
  /** True when no other process can be at work on the database. */
  sole: boolean;
};

/** `stop` lets what is in flight end, within its own bounds. */
export type Worker = { stop(): Promise<void> };

export type Services = {
  sandbox: FetchHandler | null;
  bin: FetchHandler | null;
  relay: FetchHandler | null;
  /** Begins the background work; called when requests are already answered. */
  startWorker(): Worker;
  /** Writes what is still gathered; called when no request runs any more. */
  close(): Promise<void>;
};

const contentDir = path.resolve(import.meta.dirname, '../content');

/** Where the documents lie that `compileDocuments` reads. */
export const documentFolders = (config: RuntimeConfig): string[] => [
  path.join(contentDir, 'apis'),
  ...(config.specsDir ? [config.specsDir] : []),
];

/**
 * Reads and compiles the OpenAPI documents, so that the first reader does not wait for it; unchanged ones come from
 * the cache in the data folder. A document that is refused is listed on /reference and named here.
 */
export async function compileDocuments(config: RuntimeConfig, onRefused: (text: string) => void) {
  const cacheDir = path.join(config.dataDir, 'cache', 'openapi');
  const entries = await loadCatalog({
    contentDir,
    cacheDir,
    ...(config.specsDir ? { specsDir: config.specsDir } : {}),
    onProgress: ({ entry }) => {
      if (entry.status === 'refused') onRefused(`${entry.file}: ${entry.reason}`);
    },
  });
  await loadVersions({ contentDir, cacheDir, entries });
}

/** Opens what the roles of this process need. Nothing runs before it is asked to. */
export function openServices(context: ServiceContext): Services {
  const { config, db, log } = context;
  const sandbox = config.roles.includes('sandbox')
    ? createSandbox({
        db,
        okta: { secret: config.secret, portalUrl: config.portalUrl },
        onError: seldom((error, untold, requestId: string | null) => {
          const passedOver = untold > 0 ? { untold } : {};
          log.error({ err: error, requestId, ...passedOver }, 'a sandbox call failed');
        }),
      })
    : null;
  // The console calls the sandbox of its own process without a connection.
  registerSandbox(sandbox && ((request, info) => sandbox.handle(request, info)));
  const worker = config.roles.includes('worker') ? createWorker(workerOptions(context)) : null;
  return {
    sandbox: sandbox && ((request, info) => sandbox.handle(request, info)),
    bin: (request, info) => handleBin(request, info),
    relay: config.roles.includes('web') ? (request) => relayCall(request) : null,
    startWorker() {
      worker?.start();
      return { stop: async () => worker?.stop() };
    },
    async close() {
      await settleRelay();
      await sandbox?.close();
    },
  };
}

const wildcards = new Set(['0.0.0.0', '::']);

function workerOptions({ config, db, log, sole }: ServiceContext): WorkerOptions {
  const { host, port, portalUrl, secret, allowTargets, smtpUrl } = config;
  return {
    db,
    clock: systemClock,
    portalSecret: secret,
    portalUrl,
    listen: { host: wildcards.has(host) ? '127.0.0.1' : host, port },
    allowTargets,
    smtpUrl,
    log: (level, text, fields) => log[level](fields ?? {}, text),
    sole,
  };
}
