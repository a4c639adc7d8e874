import pg from 'pg';

const prefix = 'okta-portal ';
/** PostgreSQL cuts longer names. */
const longestName = 63;

/** What a portal's connections are called, so that commands on the same database learn its address. */
export const processName = (portalUrl: string): string => prefix + portalUrl;

const isPortal = (name: string): boolean => URL.canParse(name.slice(prefix.length));

/**
 * The address of the portals that work on the database at `url`; null when none does, when they are not of one address, or
 * when it is too long for a name.
 */
export async function findRunningPortal(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, application_name: 'okta-portal' });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select distinct application_name as name from pg_stat_activity
       where datname = current_database() and starts_with(application_name, $1)`,
      [prefix],
    );
    const [only, more] = rows.map(({ name }) => name).filter(isPortal);
    const isWhole = only !== undefined && Buffer.byteLength(only) < longestName;
    return isWhole && more === undefined ? only.slice(prefix.length) : null;
  } finally {
    await client.end();
  }
}
