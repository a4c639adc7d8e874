import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../lib/db/client.ts';

export type TestDatabase = { db: Database; url: string; drop(): Promise<void> };

/** A fresh, migrated database of its own for the calling test file. Call `drop()` in `afterAll`. */
export async function createTestDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'));
  const name = `t_${randomBytes(6).toString('hex')}`;
  await administer(template, `create database ${name} template portal`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { max: options.max ?? 8 });
  return {
    db,
    url: url.href,
    async drop() {
      await db.$client.end();
      await administer(template, `drop database ${name} with (force)`);
    },
  };
}

async function administer(template: URL, statement: string): Promise<void> {
  const url = new URL(template);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
