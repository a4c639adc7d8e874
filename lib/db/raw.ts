import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { invariant } from '../std/invariant.ts';
import type { Db } from './client.ts';

/** What prepared statements need: a pool or the one connection of a transaction. */
export type Queryable = {
  query<R extends QueryResultRow>(config: QueryConfig): Promise<QueryResult<R>>;
};

const isQueryable = (value: unknown): value is Queryable =>
  typeof value === 'object' &&
  value !== null &&
  'query' in value &&
  typeof value.query === 'function';

/**
 * The connection (or pool) under a drizzle database or transaction, for the hot statements of `queries.ts`
 * files: a named statement is parsed and planned once a connection, a built query each time.
 */
export function rawOf(db: Db): Queryable {
  if ('$client' in db && isQueryable(db.$client)) return db.$client;
  const session: unknown = Reflect.get(db, 'session');
  const client = typeof session === 'object' && session ? Reflect.get(session, 'client') : null;
  invariant(isQueryable(client), 'a drizzle transaction knows its connection');
  return client;
}
