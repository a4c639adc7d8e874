import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages, notificationChannels } from '#lib/db/schema/education.ts';
import {
  call,
  createSchool,
  guardianBody,
  openSandbox,
  type School,
  type TestSandbox,
} from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

let database: TestDatabase;
let sandbox: TestSandbox;
let school: School;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  school = await createSchool(database.db);
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

const send = (body: unknown, where = school) =>
  call(sandbox, 'POST', '/notifications/send', { token: where.token, body });
const personId = async (path: string, body: unknown) => {
  const { json } = await call(sandbox, 'POST', path, { token: school.token, body });
  return (json.data as { id: number }).id;
};

it('a new school has a channel that is available with a limit, and one that is not', async () => {
  const { json } = await call(sandbox, 'GET', '/notifications/capabilities', {
    token: school.token,
  });
  const channels = json.data as {
    channel: string;
    available: boolean;
    max_length: number | null;
  }[];
  expect(channels.map(({ channel }) => channel)).toEqual([
    'whatsapp',
    'sms',
    'email',
    'push',
    'in_app',
  ]);
  expect(channels.some((c) => c.available && c.max_length !== null)).toBe(true);
  expect(channels.some((c) => !c.available)).toBe(true);
});

it('a message waits in the outbox of its tenant', async () => {
  const { status, json } = await send({ to: '+966501234567', message: 'وصل عمر', channel: 'sms' });
  expect(status).toBe(202);
  const { id, ...rest } = json.data as { id: number };
  expect(rest).toEqual({ status: 'queued', channel: 'sms' });
  const [row] = await database.db.select().from(messages).where(eq(messages.id, id));
  expect(row).toMatchObject({
    tenantId: school.tenantId,
    recipient: '+966501234567',
    body: 'وصل عمر',
  });
});

describe('the recipient', () => {
  it('is a guardian or an employee by an id that they never share', async () => {
    const guardian = await personId('/education/guardians', guardianBody());
    const teacher = { full_name: 'Huda Salem', job_title: 'Teacher', email: 'h@example.com' };
    const employee = await personId('/employees/directory', teacher);
    expect([guardian % 2, employee % 2]).toEqual([1, 0]);
    expect((await send({ to: guardian, message: 'Hi' })).json.data).toMatchObject({
      channel: 'whatsapp',
    });
    expect((await send({ to: employee, message: 'Hi' })).json.data).toMatchObject({
      channel: 'email',
    });
  });

  it('must exist: 422', async () => {
    const { status, json } = await send({ to: 999_999_999, message: 'Hi' });
    expect([status, Object.keys(json.errors as object)]).toEqual([422, ['to']]);
    for (const to of ['0501234567', '+0501234567', '', 0, 1.5, -3, true, null, [], {}]) {
      expect((await send({ to, message: 'Hi' })).status, JSON.stringify(to)).toBe(422);
    }
  });

  it('that is malformed is told in the words of other fields, and that an id is a number', async () => {
    const phone = 'must be an E.164 phone number, for example +966501234567, or an id as a number';
    const either = 'must be a phone number or the id of a guardian or employee';
    for (const [to, text] of [
      ['0501234567', phone],
      ['3361', phone],
      ['', phone],
      [0, 'must be a positive integer'],
      [1.5, either],
      [null, either],
      [undefined, 'is required'],
    ]) {
      expect((await send({ to, message: 'Hi' })).json.errors).toEqual({ to: [text] });
    }
  });

  it('must be reached by the channel: 422', async () => {
    const guardian = await personId('/education/guardians', guardianBody());
    for (const [to, channel] of [
      ['+966501234567', 'email'],
      ['+966501234567', 'push'],
      [guardian, 'email'],
    ]) {
      const { status, json } = await send({ to, message: 'Hi', channel });
      expect([status, json.errors]).toEqual([422, { to: [`cannot be reached on ${channel}`] }]);
    }
  });
});

it('a message is as long as its channel takes, counted in characters: else 422', async () => {
  const to = '+966501234567';
  expect((await send({ to, message: '😀'.repeat(480), channel: 'sms' })).status).toBe(202);
  const { status, json } = await send({ to, message: 'x'.repeat(481), channel: 'sms' });
  expect([status, json.errors]).toEqual([
    422,
    { message: ['must be at most 480 characters on sms'] },
  ]);
  expect((await send({ to, message: '' })).status).toBe(422);
  expect((await send({ to, message: 'a\u0000b' })).status).toBe(422);
});

it('no channel available: 409, and nothing is sent', async () => {
  const guardian = await personId('/education/guardians', guardianBody());
  const { status, json } = await send({ to: guardian, message: 'Hi', channel: 'push' });
  expect([status, json]).toEqual([
    409,
    { message: 'The channel push is not available.', error: 'conflict', field: 'channel' },
  ]);
  const quiet = await createSchool(database.db);
  await database.db
    .update(notificationChannels)
    .set({ available: false })
    .where(eq(notificationChannels.tenantId, quiet.tenantId));
  const none = await send({ to: '+966501234567', message: 'Hi' }, quiet);
  expect([none.status, none.json.error]).toEqual([409, 'conflict']);
  expect(await database.db.$count(messages, eq(messages.tenantId, quiet.tenantId))).toBe(0);
});
