import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { migrateDatabase, pendingMigrations } from './migrate.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Takes back what the migration of logs and usage did, as a database of the version before it is. */
const takeBack = `
drop table usage_hours;
alter table okta_access_tokens drop column kind, drop column last_four;
drop index request_logs_problem_idx, request_logs_operation_idx, request_logs_installation_idx, request_logs_okta_idx;
delete from drizzle.__drizzle_migrations where created_at >= 1700000000000
  and id >= (select max(id) from drizzle.__drizzle_migrations)`;

it('a change waits for work that runs, and nobody waits behind it for long', async () => {
  const { $client: pool } = database.db;
  await pool.query(takeBack);
  expect(await pendingMigrations(database.url)).toBe(1);
  const work = await pool.connect();
  await work.query('begin');
  await work.query('select count(*) from okta_access_tokens');
  let isOver = false;
  const migrating = migrateDatabase(database.url, 1_500).then(() => (isOver = true));
  const asked = `select count(*)::int as n from pg_stat_activity
    where application_name = 'okta-portal-migrate' and datname = current_database()
      and wait_event_type = 'Lock'`;
  await expect.poll(async () => (await pool.query(asked)).rows).toEqual([{ n: 1 }]);
  // Behind a change that waits, a plain read would wait as well.
  expect((await pool.query('select count(*)::int as n from okta_access_tokens')).rows).toHaveLength(
    1,
  );
  expect(isOver).toBe(false);
  await work.query('commit');
  work.release();
  await migrating;
  expect(await pendingMigrations(database.url)).toBe(0);
});
