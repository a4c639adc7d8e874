import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { getConfig } from '../config/runtime.ts';
import * as schema from './schema/index.ts';

export type Schema = typeof schema;
/** A pool or a transaction: queries take either, so a verb decides what is atomic. */
export type Db = Omit<NodePgDatabase<Schema>, '$client'>;
export type Database = NodePgDatabase<Schema> & { $client: pg.Pool };

export type OpenOptions = {
  /** Connections at most. */
  max?: number;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  onError?: (error: Error) => void;
};

/** Opens a pool. No connection is made before the first query. Close with `db.$client.end()`. */
export function openDatabase(url: string, options: OpenOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'okta-portal',
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
