import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getConfig } from '#lib/config/runtime.ts';
import { mails } from '#lib/db/schema/entry.ts';
import { queueMail } from '#lib/domain/mails/queue-mail.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { systemClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { configureMail } from '../support/mail-config.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { until } from '../support/webhooks.ts';

const childScript = path.resolve(import.meta.dirname, '../support/mail-child.ts');
const kills = 4;
let database: TestDatabase;
let server: MailServer;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startMailServer();
  configureMail(server.url);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const startChild = () =>
  spawn(process.execPath, [childScript, database.url, server.url, getConfig().secret], {
    stdio: 'ignore',
  });

it('every mail arrives although the worker is killed again and again', async () => {
  const expected: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    for (let i = 0; i < 20; i++) {
      const to = `reader-${kill}-${i}@masar.example`;
      await queueMail(systemCtx(database.db, systemClock), {
        to,
        subject: 'A token ends in 3 days',
        paragraphs: ['Rotate it before.'],
      });
      expected.push(to);
    }
    const before = server.mails.length;
    const child = startChild();
    await until('some mails go out', () => server.mails.length > before + 3, 30_000);
    await sleep(Math.random() * 20);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  const last = startChild();
  await until('the outbox is empty', async () => (await database.db.$count(mails)) === 0, 60_000);
  const ended = once(last, 'exit');
  last.kill('SIGKILL');
  await ended;
  const arrived = new Set(server.mails.flatMap(({ to }) => to));
  expect(expected.filter((to) => !arrived.has(to))).toEqual([]);
}, 180_000);
