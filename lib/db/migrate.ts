import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

const folder = path.join(import.meta.dirname, 'migrations');
// Any fixed number does; it keeps two starting processes from migrating at once.
const lockKey = 7_254_001;

/** How many migrations the database at `url` has not seen; all of them when it is empty. */
export async function pendingMigrations(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: 'okta-portal' });
  await client.connect();
  try {
    const known = readMigrationFiles({ migrationsFolder: folder });
    const { rows } = await client.query<{ here: boolean }>(
      `select to_regclass('drizzle.__drizzle_migrations') is not null as here`,
    );
    if (!rows[0]?.here) return known.length;
    const applied = await client.query<{ last: string | null }>(
      'select max(created_at) as last from drizzle.__drizzle_migrations',
    );
    const last = Number(applied.rows[0]?.last ?? 0);
    return known.filter(({ folderMillis }) => folderMillis > last).length;
  } finally {
    await client.end();
  }
}

/** lock_not_available, deadlock_detected: processes are at work on the tables. */
const busyCodes = new Set(['55P03', '40P01']);
const pauseMs = 1_000;
const mostTries = 40;

function isBusy(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && busyCodes.has(String(cause.code));
}

/**
 * Brings the database at `url` to the current schema. Safe when several processes start together, and beside those that
 * serve: a change waits `lockMs` for its tables, because everybody else waits behind it, then it lets them go on and tries
 * again, for about two minutes.
 */
export async function migrateDatabase(url: string, lockMs = 2_000): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'okta-portal-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query('set client_min_messages to warning');
    await client.query(`set lock_timeout to ${Math.max(1, Math.trunc(lockMs))}`);
    for (let tries = 1; ; tries++) {
      try {
        return await migrate(drizzle(client), { migrationsFolder: folder });
      } catch (error) {
        if (!isBusy(error) || tries === mostTries) throw error;
        await sleep(pauseMs);
      }
    }
  } finally {
    await client.end();
  }
}
