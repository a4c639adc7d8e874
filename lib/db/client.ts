import { Socket } from 'node:net';
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
  /** What the database service shows for its connections. */
  name?: string;
  /** How long a connection may leave a question without a byte; tests shorten it. */
  silentMs?: number;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  onError?: (error: Error) => void;
};

/** A connection on which nothing comes for so long, while it is asked something, has lost its other end. */
const silenceMs = 60_000;
/** PostgreSQL ends a transaction whose process does nothing with it any more: it may hold rows others wait for. */
const idleInTransaction = "set idle_in_transaction_session_timeout = '120s'";

/**
 * A network that swallows packets, or a database service that moved, leaves connections that look open. TCP finds out
 * after a quarter of an hour; until then everything that has such a connection would wait. So one that was asked
 * something and says nothing at all is given up.
 */
function giveUpWhenSilent(stream: Socket, afterMs: number): void {
  let askedBefore = stream.bytesWritten;
  // Before pg's own listener, which may send the next question.
  stream.prependListener('data', () => {
    askedBefore = stream.bytesWritten;
  });
  stream.setTimeout(afterMs, () => {
    if (stream.bytesWritten > askedBefore) stream.destroy(new Error('The database went silent.'));
  });
}

const guardConnection = (silentMs: number) => async (client: pg.ClientBase) => {
  const stream = client instanceof pg.Client ? client.connection.stream : null;
  if (stream instanceof Socket) giveUpWhenSilent(stream, silentMs);
  await client.query(idleInTransaction);
};

/** Opens a pool. No connection is made before the first query. Close with `db.$client.end()`. */
export function openDatabase(url: string, options: OpenOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: options.name ?? 'okta-portal',
    keepAlive: true,
    onConnect: guardConnection(options.silentMs ?? silenceMs),
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
