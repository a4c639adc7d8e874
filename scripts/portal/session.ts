import { type Config, ConfigError } from '#lib/config/env.ts';
import { keptSecret } from '#lib/config/kept-secret.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { openDatabase, setDatabase } from '#lib/db/client.ts';
import { clusterUrl, readAccess } from '#lib/db/embedded/cluster.ts';
import { findHolder, lockDataDir } from '#lib/db/embedded/data-dir-lock.ts';
import { startEmbedded } from '#lib/db/embedded.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';
import type { Ctx } from '#lib/domain/ctx.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { systemClock } from '#lib/std/clock.ts';

export type Session = AsyncDisposable & {
  ctx: Ctx;
  databaseUrl: string;
  /** Where the portal is, or will be, reached. */
  portalUrl: string;
};

type Source = { databaseUrl: string; portalUrl: string };

/** The database of the running portal; with an embedded one and no portal, PostgreSQL runs for the duration. */
async function openSource(
  config: Config,
  command: string,
  stack: AsyncDisposableStack,
): Promise<Source> {
  if (config.databaseUrl) return { databaseUrl: config.databaseUrl, portalUrl: config.portalUrl };
  const holder = await findHolder(config.dataDir);
  if (holder?.kind === 'portal' && !holder.stopping) {
    const access = await readAccess(config.dataDir);
    if (!access) throw new ConfigError('The portal is still starting. Try again in a moment.');
    return { databaseUrl: clusterUrl(access), portalUrl: holder.address };
  }
  const lock = await lockDataDir(config.dataDir, { kind: 'command', address: `portal ${command}` });
  stack.defer(() => lock.release());
  const postgres = await startEmbedded(config.dataDir);
  stack.defer(() => postgres.stop());
  await migrateDatabase(postgres.url);
  return { databaseUrl: postgres.url, portalUrl: config.portalUrl };
}

/** Opens what a command works with. Throws ConfigError when the database cannot be had. */
export async function openSession(config: Config, command: string): Promise<Session> {
  const stack = new AsyncDisposableStack();
  try {
    const { databaseUrl, portalUrl } = await openSource(config, command, stack);
    const secret = config.secret ?? (await keptSecret(config.dataDir));
    setConfig({ ...config, databaseUrl, portalUrl, secret });
    const db = openDatabase(databaseUrl, { max: 4 });
    stack.defer(() => db.$client.end());
    setDatabase(db);
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
