import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, clusterUrl, prepareCluster, startServer } from './embedded/cluster.ts';
import { adoptOrStop, isAlive, stopProcess } from './embedded/leftover.ts';

export type EmbeddedPostgres = {
  /** Connection string of the portal's database. */
  url: string;
  pid: number;
  /** True when it was already running, left behind by a killed portal. */
  adopted: boolean;
  /** Clean shutdown; resolves when the process is gone. */
  stop(): Promise<void>;
};

const watchEveryMs = 500;

/**
 * Starts the PostgreSQL of a data dir, or adopts the one that a killed portal left behind, and restarts it on the
 * same port should it die. The caller holds the data dir's lock. Throws with a sentence when it cannot be started.
 */
export async function startEmbedded(
  dataDir: string,
  onEvent: (text: string) => void = () => undefined,
): Promise<EmbeddedPostgres> {
  const cluster = await prepareCluster(dataDir);
  // A process that ends without stopping it (a second Ctrl-C, a stop that took too long) leaves none behind.
  const onExit = () => interrupt(cluster.serverPid);
  process.once('exit', onExit);
  const leftover = await adoptOrStop(cluster);
  cluster.serverPid = leftover ?? (await startOnce(cluster));
  await ensureDatabase(cluster);
  const watch = watchServer(cluster, onEvent);
  return {
    url: clusterUrl(cluster.access),
    get pid() {
      return cluster.serverPid ?? 0;
    },
    adopted: leftover !== null,
    async stop() {
      // The watch may be in the middle of starting it again.
      await watch.end();
      if (cluster.serverPid !== null) await stopProcess(cluster.serverPid);
      process.removeListener('exit', onExit);
    },
  };
}

/** Starts the server again whenever it is gone, until told to end. */
function watchServer(cluster: Cluster, onEvent: (text: string) => void) {
  const ending = new AbortController();
  const { signal } = ending;
  const watch = async () => {
    while (!signal.aborted) {
      await sleep(watchEveryMs, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted || isAlive(cluster.serverPid ?? 0)) continue;
      onEvent('PostgreSQL ended unexpectedly; starting it again.');
      try {
        cluster.serverPid = await startOnce(cluster);
        onEvent('PostgreSQL is back.');
      } catch (error) {
        onEvent(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const watching = watch();
  return {
    async end() {
      ending.abort();
      await watching;
    },
  };
}

/** Asks for a fast shutdown, which PostgreSQL does by itself, and does not wait for it. */
function interrupt(pid: number | null): void {
  try {
    if (pid !== null) process.kill(pid, 'SIGINT');
  } catch {
    // It has ended already.
  }
}

/** Orphaned backends of a killed server may hold its shared memory for a moment, so a few tries are fair. */
async function startOnce(cluster: Cluster): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      const child = await startServer(cluster);
      if (child.pid === undefined) throw new Error('PostgreSQL has no process id.');
      return child.pid;
    } catch (error) {
      if (attempt === 5) throw error;
      await sleep(300 * attempt);
    }
  }
}

async function ensureDatabase(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl(cluster.access, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'portal'`);
    if (!rowCount) await client.query('create database portal');
  } finally {
    await client.end();
  }
}
