import { Socket } from 'node:net';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { getConfig } from '../config/runtime.ts';
import * as schema from './schema/index.ts';
import {
  type Ask,
  asker,
  connectionLost,
  giveUpWhenGone,
  type Patience,
  patience,
} from './silence.ts';

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

const guardConnection = (ask: Ask, bounds: Patience) => async (client: pg.ClientBase) => {
  const connection = client instanceof pg.Client ? client.connection : null;
  const stream = connection?.stream;
  const tooLate = setTimeout(() => stream?.destroy(connectionLost()), connectionTimeoutMs);
  const { rows } = await client.query<{ pid: number }>(settle).finally(() => clearTimeout(tooLate));
  if (!connection || !(stream instanceof Socket) || !rows[0]) return;
  giveUpWhenGone({ connection, stream }, rows[0].pid, ask, bounds);
};

/** Opens a pool. No connection is made before the first query. Close with `db.$client.end()`. */
export function openDatabase(url: string, options: OpenOptions = {}): Database {
  const bounds = options.patience ?? patience;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: connectionTimeoutMs,
    application_name: options.name ?? 'okta-portal',
    // An idle connection whose other machine is gone leaves the pool by itself before it is asked something.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    onConnect: guardConnection(asker(url, bounds), bounds),
  });
  // Without listeners a connection that breaks would end the process: the pool hears of idle ones only, so those
  // at work get one each. Their query fails too, which is where the failure is dealt with.
  const onError = options.onError ?? (() => undefined);
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
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
