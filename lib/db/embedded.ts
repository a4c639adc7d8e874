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
  const leftover = await adoptOrStop(cluster);
  let pid = leftover ?? (await startOnce(cluster));
  await ensureDatabase(cluster);
  let stopping = false;

  const watch = async () => {
    while (!stopping) {
      await sleep(watchEveryMs, undefined, { ref: false });
      if (stopping || isAlive(pid)) continue;
      onEvent('PostgreSQL ended unexpectedly; starting it again.');
      try {
        pid = await startOnce(cluster);
        onEvent('PostgreSQL is back.');
      } catch (error) {
        onEvent(error instanceof Error ? error.message : String(error));
      }
    }
  };
  void watch();

  return {
    url: clusterUrl(cluster.access),
    get pid() {
      return pid;
    },
    adopted: leftover !== null,
    async stop() {
      stopping = true;
      await stopProcess(pid);
    },
  };
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
