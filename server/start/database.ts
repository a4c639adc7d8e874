import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ConfigError } from '#lib/config/env.ts';
import type { Database } from '#lib/db/client.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';
import { opensStoredSecrets } from '#lib/domain/webhooks/check-secret.ts';

const connectTimeoutMs = 5_000;
/** A service that was started together with the portal, or that comes back from a crash. */
const startingUp = '57P03';
const startingPatienceMs = 30_000;

/** Why a connection failed, as a sentence without the password. */
function sentence(url: string, error: unknown): string {
  const { hostname, port, username, pathname } = new URL(url);
  const server = `${hostname}:${port || '5432'}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = error instanceof Error ? error.message : String(error);
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `there is no host named ${hostname}. Check the host in DATABASE_URL.`;
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `no PostgreSQL answers at ${server}. Check host and port in DATABASE_URL, and that the service runs.`;
    case '28P01':
    case '28000':
      return `${server} does not let user "${decodeURIComponent(username)}" in. Check user and password in DATABASE_URL.`;
    case '3D000':
      return `${server} has no database named "${decodeURIComponent(pathname.slice(1))}". Create it, or correct the name in DATABASE_URL.`;
    case '53300':
      return `${server} has no connection left for this process, which takes up to 16. Raise max_connections of the service, or run fewer processes.`;
    case startingUp:
      return `${server} is still starting after ${startingPatienceMs / 1000} seconds. Try again when it is up.`;
    case '25006':
      return `${server} takes no changes, as a standby does. Name the primary in DATABASE_URL.`;
    case '53100':
      return `the disk of ${server} is full. Make room there.`;
    case '55P03':
      return `its tables are in use, so that they cannot be changed. End what works on them for long, and start again.`;
    case '42501':
      return `user "${decodeURIComponent(username)}" may not create tables there. Grant it CREATE on the database and its schema.`;
    default:
      return /timeout/i.test(text)
        ? `${server} did not answer within ${connectTimeoutMs / 1000} seconds. Check host and port in DATABASE_URL.`
        : `${text}. Check DATABASE_URL.`;
  }
}

const asRefusal = (url: string, error: unknown): ConfigError =>
  new ConfigError(`The database cannot be used: ${sentence(url, error)}`);
/** What an operator puts right: read-only, no room, tables in use, rights that are missing. */
const putRight = new Set<unknown>(['25006', '53100', '55P03', '42501']);

/** Makes sure that the database service answers. Throws ConfigError with the cause and the remedy. */
export async function checkDatabase(url: string): Promise<void> {
  const until = Date.now() + startingPatienceMs;
  for (;;) {
    try {
      return await askOnce(url);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code !== startingUp || Date.now() > until) throw asRefusal(url, error);
      await sleep(500);
    }
  }
}

async function askOnce(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Refuses to work with another secret than the one that sealed what is stored: nothing of it could be opened. */
export async function checkSecret(db: Database, secret: string): Promise<void> {
  if (await opensStoredSecrets(db, secret)) return;
  throw new ConfigError(
    'PORTAL_SECRET is not the one that this database was used with before: its signing secrets and tokens cannot be opened. Set the former PORTAL_SECRET (an embedded portal keeps its own in the file "secret" of the data folder), or use another database.',
  );
}

/** Migrates; what the database refuses becomes a sentence. */
export async function migrateOrRefuse(url: string): Promise<void> {
  try {
    await migrateDatabase(url);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    if (cause instanceof Error && 'code' in cause && putRight.has(cause.code)) {
      throw asRefusal(url, cause);
    }
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(
      `The database could not be brought to the current schema: ${text}. It may belong to another version of the portal.`,
    );
  }
}
