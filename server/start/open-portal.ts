import type { Config } from '#lib/config/env.ts';
import { ConfigError } from '#lib/config/env.ts';
import { keptSecret } from '#lib/config/kept-secret.ts';
import { type RuntimeConfig, setConfig } from '#lib/config/runtime.ts';
import { type Database, openDatabase, setDatabase } from '#lib/db/client.ts';
import { startEmbedded } from '#lib/db/embedded.ts';
import { processName } from '#lib/db/running-portal.ts';
import { nowAndThen } from '#lib/worker/ticker.ts';
import { createFront } from '../front.ts';
import { log } from '../log.ts';
import { fixedScripts } from '../page/fixed-scripts.ts';
import { servePages } from '../page/serve-pages.ts';
import {
  compileDocuments,
  documentFolders,
  openServices,
  type ServiceContext,
} from '../services.ts';
import { checkDatabase, checkSecret, migrateOrRefuse } from './database.ts';
import { prepareDemo } from './demo.ts';
import { quiesce } from './drain.ts';
import { openNext } from './next.ts';
import { listen } from './port.ts';
import type { Claim, Portal, StartOptions } from './portal.ts';
import { keepSharedClock } from './shared-clock.ts';
import { watchDocuments } from './watch-documents.ts';

/** Opens the portal on what was claimed: database, schema, demo, documents, pages, door, worker. */
export async function openPortal(options: StartOptions, { config, lock }: Claim): Promise<Portal> {
  const { dev, onStep, stack } = options;
  onStep('database');
  const context = await openStorage(config, stack);
  await checkSecret(context.db, context.config.secret);
  const demo = config.demo ? await prepareDemo(context) : null;
  const services = openServices(context);
  stack.defer(() => services.close());
  const next = config.roles.includes('web') ? await openWeb(context, options) : null;
  let stopping = false;
  const front = createFront({
    portalUrl: config.portalUrl,
    port: config.port,
    trustProxyHops: config.trustProxyHops,
    log,
    sandbox: services.sandbox,
    bin: services.bin,
    relay: services.relay,
    pages: next ? servePages({ next: next.handler, dev, fixedScripts }) : null,
    dev,
    isReady: async () => !stopping && (await answersInTime(context.db)),
  });
  next?.attach(front);
  await listen(front, config.host, config.port);
  const worker = services.startWorker();
  stack.defer(async () => {
    stopping = true;
    await lock?.markStopping();
    await quiesce(front, worker, config.databaseUrl === null ? 0 : balancerNoticeMs);
  });
  return { url: config.portalUrl, demo };
}

/** What the role "web" needs: compiled documents, and the pages that show them. */
async function openWeb({ config }: ServiceContext, { dev, onStep, stack }: StartOptions) {
  onStep('documents');
  const compile = () => compileDocuments(config, (text) => onStep(`documents: refused ${text}`));
  await compile();
  if (dev) {
    const watching = watchDocuments({
      folders: documentFolders(config),
      compile,
      onError: (error) => log.warn({ err: error }, 'changed documents could not be read'),
    });
    stack.defer(() => watching.close());
  }
  onStep('pages');
  const next = await openNext({ dev, host: config.host, port: config.port });
  stack.defer(() => next.close());
  return next;
}

async function openStorage(config: Config, stack: AsyncDisposableStack): Promise<ServiceContext> {
  const { databaseUrl, secret } = config.databaseUrl
    ? { databaseUrl: config.databaseUrl, secret: config.secret }
    : await openEmbedded(config, stack);
  if (secret === null) throw new ConfigError('PORTAL_SECRET is missing.');
  const runtime: RuntimeConfig = { ...config, databaseUrl, secret };
  await checkDatabase(databaseUrl);
  await migrateOrRefuse(databaseUrl);
  let isClosing = false;
  // A database that goes away breaks all connections at once, and each is heard of twice.
  const trouble = nowAndThen((error) => log.warn({ err: error }, 'database connections broke'));
  const db = openDatabase(databaseUrl, {
    name: processName(config.portalUrl),
    onError(error) {
      if (!isClosing) trouble.failed(error);
    },
  });
  stack.defer(() => {
    isClosing = true;
    return db.$client.end();
  });
  setConfig(runtime);
  setDatabase(db);
  // The embedded database runs by this machine's clock.
  if (config.databaseUrl) stack.defer(await keepSharedClock(db));
  return { config: runtime, db, log, sole: config.databaseUrl === null };
}

async function openEmbedded(config: Config, stack: AsyncDisposableStack) {
  const secret = config.secret ?? (await keptSecret(config.dataDir));
  try {
    const postgres = await startEmbedded(config.dataDir, (text) => log.warn(text));
    stack.defer(() => postgres.stop());
    if (postgres.adopted) log.info('took over the PostgreSQL that an ended portal left running');
    return { databaseUrl: postgres.url, secret };
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

const readyDeadlineMs = 2_000;
/** Processes that share a database service stand behind a balancer that asks about once a second. */
const balancerNoticeMs = 3_000;

/** A standby answers, and refuses nearly every call. */
async function takesChanges(db: Database): Promise<boolean> {
  const { rows } = await db.$client.query<{ readonly: string }>(
    `select current_setting('transaction_read_only') as readonly`,
  );
  return rows[0]?.readonly === 'off';
}

async function answersInTime(db: Database): Promise<boolean> {
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), readyDeadlineMs).unref();
  });
  const answer = takesChanges(db).catch(() => false);
  return Promise.race([answer, late]);
}
