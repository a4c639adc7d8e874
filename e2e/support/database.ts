import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** The database of the portal under test: for what no page can bring about, such as a notice. */
export async function withDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const file = path.join(process.env.PORTAL_E2E_DIR ?? '', 'postgres.json');
  const { port, password } = JSON.parse(readFileSync(file, 'utf8'));
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    password,
    user: 'portal',
    database: 'portal',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
