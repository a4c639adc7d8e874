import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { getConfig } from '../config/runtime.ts';
import * as schema from './schema/index.ts';
import { asker, connectionLost, giveUpWhenGone, type Patience, patience } from './silence.ts';

export type Schema = typeof schema;
/** A pool or a transaction: queries take either, so a verb decides what is atomic. */
export type Db = Omit<NodePgDatabase<Schema>, '$client'>;
export type Database = NodePgDatabase<Schema> & { $client: pg.Pool };

export type OpenOptions = {
  /** Connections at most. */
  max?: number;
  /** What the database service shows for its connections. */
  name?: string;
  /** How long a connection may leave a question without a word; tests shorten it. */
  patience?: Patience;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  onError?: (error: Error) => void;
};

/** PostgreSQL ends a transaction whose process does nothing with it any more: it may hold rows others wait for. */
const settle = `select pg_backend_pid() as pid,
  set_config('idle_in_transaction_session_timeout', '120s', false)`;

/** How long a connection may take to be there, in milliseconds. */
const connectionTimeoutMs = 10_000;

/**
 * Ends connections whose other end is gone. What took one of them has most likely taken those that lie idle too: they go
 * with it, before a call finds out about each.
 */
function guard(url: string, bounds: Patience) {
  const ask = asker(url, bounds);
  const idle = new Set<Duplex>();
  const dropIdle = () => {
    for (const stream of idle) stream.destroy(connectionLost());
    idle.clear();
  };
  const streamOf = (client: pg.ClientBase) =>
    client instanceof pg.Client ? client.connection.stream : null;
  return {
    async onConnect(client: pg.ClientBase): Promise<void> {
      const stream = streamOf(client);
      const tooLate = setTimeout(() => stream?.destroy(connectionLost()), connectionTimeoutMs);
      const { rows } = await client
        .query<{ pid: number }>(settle)
        .finally(() => clearTimeout(tooLate));
      if (!(client instanceof pg.Client) || !(stream instanceof Socket) || !rows[0]) return;
      const { connection } = client;
      giveUpWhenGone({ connection, stream }, rows[0].pid, ask, bounds, dropIdle);
    },
    watch(pool: pg.Pool): void {
      const forget = (client: pg.ClientBase) => {
        const stream = streamOf(client);
        if (stream) idle.delete(stream);
      };
      pool.on('acquire', forget);
      pool.on('remove', forget);
      pool.on('release', (error, client) => {
        const stream = streamOf(client);
        if (stream && !error && !stream.destroyed) idle.add(stream);
      });
    },
  };
}

/** Opens a pool. No connection is made before the first query. Close with `db.$client.end()`. */
export function openDatabase(url: string, options: OpenOptions = {}): Database {
  const guarding = guard(url, options.patience ?? patience);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: connectionTimeoutMs,
    application_name: options.name ?? 'okta-portal',
    // An idle connection whose other machine is gone leaves the pool by itself before it is asked something.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    onConnect: guarding.onConnect,
  });
  // Without listeners a connection that breaks would end the process: the pool hears of idle ones only, so those
  // at work get one each. Their query fails too, which is where the failure is dealt with.
  const onError = options.onError ?? (() => undefined);
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  guarding.watch(pool);
  return drizzle(pool, { schema });
}

// One pool a process, although the bundler gives the pages their own copy of this module.
const key = Symbol.for('okta-portal.database');
type Holder = { [key]?: Database };

/** The process's one pool, opened on first use from the configuration. */
export function getDatabase(): Database {
  const holder = globalThis as Holder;
  holder[key] ??= openDatabase(getConfig().databaseUrl);
  return holder[key];
}

/** Hands the process's pool over at start, or in tests. */
export function setDatabase(db: Database): void {
  (globalThis as Holder)[key] = db;
}
