import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, ConfigError } from '#lib/config/env.ts';
import { keptSecret } from '#lib/config/kept-secret.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { openDatabase, setDatabase } from '#lib/db/client.ts';
import { answers, clusterUrl, readAccess } from '#lib/db/embedded/cluster.ts';
import { findHolder, type Holder, lockDataDir } from '#lib/db/embedded/data-dir-lock.ts';
import { startEmbedded } from '#lib/db/embedded.ts';
import { pendingMigrations } from '#lib/db/migrate.ts';
import { findRunningPortal } from '#lib/db/running-portal.ts';
import { alignClock } from '#lib/db/shared-clock.ts';
import type { Ctx } from '#lib/domain/ctx.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { systemClock } from '#lib/std/clock.ts';
import { prepareDataDir } from '#server/start/data-dir.ts';
import { checkDatabase, checkSecret, migrateOrRefuse } from '#server/start/database.ts';

export type Session = AsyncDisposable & {
  ctx: Ctx;
  databaseUrl: string;
  /** Where the portal is, or will be, reached. */
  portalUrl: string;
};

type Source = Pick<Config, 'portalUrl' | 'allowTargets'> & { databaseUrl: string };

const startingPatienceMs = 60_000;

/** The database service, which commands leave as it is: only `migrate` changes its schema. */
async function openService(config: Config, url: string, command: string): Promise<Source> {
  await checkDatabase(url);
  if (command !== 'migrate' && (await pendingMigrations(url)) > 0) {
    throw new ConfigError(
      'The database does not have the schema of this version yet. Start a portal on it, or run "npm run portal -- migrate".',
    );
  }
  const portalUrl = (await findRunningPortal(url)) ?? config.portalUrl;
  return { ...config, databaseUrl: url, portalUrl };
}

/** The PostgreSQL of a running portal, also of one that has only begun to start. */
async function joinPortal(dataDir: string, holder: Holder): Promise<Source> {
  const until = Date.now() + startingPatienceMs;
  for (;;) {
    const access = await readAccess(dataDir);
    if (access && access.port > 0 && (await answers(access, 'portal'))) {
      const databaseUrl = clusterUrl(access);
      return { databaseUrl, portalUrl: holder.address, allowTargets: holder.allowTargets };
    }
    if (Date.now() > until || (await findHolder(dataDir))?.pid !== holder.pid) {
      throw new ConfigError(
        `The database of the portal at ${holder.address} does not answer. Look at what that portal prints.`,
      );
    }
    await sleep(200);
  }
}

/** The PostgreSQL of a data folder that no portal uses, started for the moment. */
async function startOwn(config: Config, command: string, stack: AsyncDisposableStack) {
  await prepareDataDir(config.dataDir);
  const lock = await lockDataDir(config.dataDir, { kind: 'command', address: `portal ${command}` });
  stack.defer(() => lock.release());
  try {
    const postgres = await startEmbedded(config.dataDir);
    stack.defer(() => postgres.stop());
    return { ...config, databaseUrl: postgres.url };
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

/** The database of the running portal; with an embedded one and no portal, PostgreSQL runs for the duration. */
async function openSource(
  config: Config,
  command: string,
  stack: AsyncDisposableStack,
): Promise<Source> {
  if (config.databaseUrl) return openService(config, config.databaseUrl, command);
  const holder = await findHolder(config.dataDir);
  const source =
    holder?.kind === 'portal' && !holder.stopping
      ? await joinPortal(config.dataDir, holder)
      : await startOwn(config, command, stack);
  // Nothing to do, or a portal is doing it, which is waited for.
  await migrateOrRefuse(source.databaseUrl);
  return source;
}

/** Opens what a command works with. Throws ConfigError when the database cannot be had. */
export async function openSession(config: Config, command: string): Promise<Session> {
  const stack = new AsyncDisposableStack();
  try {
    const source = await openSource(config, command, stack);
    const { databaseUrl, portalUrl } = source;
    const secret = config.secret ?? (await keptSecret(config.dataDir));
    const allowTargets = [...config.allowTargets, ...source.allowTargets];
    setConfig({ ...config, databaseUrl, portalUrl, secret, allowTargets });
    const db = openDatabase(databaseUrl, { max: 4 });
    stack.defer(() => db.$client.end());
    setDatabase(db);
    if (config.databaseUrl) await alignClock(db.$client);
    if (command !== 'migrate') await checkSecret(db, secret);
    return {
      ctx: systemCtx(db, systemClock, 'operator'),
      databaseUrl,
      portalUrl,
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}
