import path from 'node:path';
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

/** Brings the database at `url` to the current schema. Safe when several processes start together. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'okta-portal-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query('set client_min_messages to warning');
    await migrate(drizzle(client), { migrationsFolder: folder });
  } finally {
    await client.end();
  }
}
