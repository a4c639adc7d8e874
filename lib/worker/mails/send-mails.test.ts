import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { mails } from '#lib/db/schema/entry.ts';
import { queueMail } from '#lib/domain/mails/queue-mail.ts';
import { inTransaction, systemCtx } from '#lib/domain/transaction.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { openTransport, sendDueMail, waitBeforeMailMs } from '#lib/worker/mails/send-mails.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type MailServer, startMailServer } from '../../../test/support/mail-server.ts';

const secret = 'a-portal-secret-for-tests-only';
const portalUrl = 'https://developers.example.com';
const clock = fixedClock(new Date('2026-04-26T07:30:00Z'));
let database: TestDatabase;
let server: MailServer;

function configure(smtpUrl: string | null) {
  setConfig({ ...parseEnv({ PORTAL_URL: portalUrl }), smtpUrl, secret, databaseUrl: 'unused' });
}
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startMailServer();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  configure(server.url);
  await database.db.delete(mails);
  server.mails.length = 0;
});

const ctx = () => systemCtx(database.db, clock);
const said: string[] = [];
const sender = () => ({
  db: database.db,
  clock,
  log: (level: string, text: string) => void said.push(`${level} ${text}`),
  smtpUrl: server.url,
  portalUrl,
  portalSecret: secret,
  transport: openTransport(server.url),
});
const waiting = () => database.db.$count(mails);
const draft = {
  to: 'noura@masar.example',
  subject: 'Choose a password',
  paragraphs: ['مرحبا نورة,', 'Your application was approved.'],
  link: { label: 'Choose a password', url: `${portalUrl}/password/s3cret` },
};

it('what is queued arrives once, in both forms, and is gone', async () => {
  await queueMail(ctx(), draft);
  const [row] = await database.db.select().from(mails);
  expect(row?.sealed.toString('latin1')).not.toContain('s3cret');
  const turns = await Promise.all([sendDueMail(sender()), sendDueMail(sender())]);
  expect(turns.sort()).toEqual([false, true]);
  expect(server.mails).toMatchObject([
    { from: 'no-reply@developers.example.com', to: ['noura@masar.example'] },
  ]);
  expect(server.mails[0]?.text).toContain('مرحبا نورة');
  expect(server.mails[0]?.text).toContain(`${portalUrl}/password/s3cret`);
  expect(server.mails[0]?.raw).toContain('text/html');
  expect(await waiting()).toBe(0);
});

it('a mail exists only with what it tells', async () => {
  const failing = inTransaction(ctx(), async (ctx) => {
    await queueMail(ctx, draft);
    throw new Error('it did not happen');
  });
  await expect(failing).rejects.toThrow('it did not happen');
  expect(await waiting()).toBe(0);
});

it('without a mail server nothing piles up', async () => {
  configure(null);
  await queueMail(ctx(), draft);
  expect(await waiting()).toBe(0);
});

it('is tried again later and later while the server refuses, and arrives', async () => {
  await queueMail(ctx(), draft);
  server.refuse(2);
  await sendDueMail(sender());
  expect(await sendDueMail(sender())).toBe(false);
  clock.advance(waitBeforeMailMs(1) ?? 0);
  await sendDueMail(sender());
  expect(await sendDueMail(sender())).toBe(false);
  clock.advance(waitBeforeMailMs(2) ?? 0);
  expect(await sendDueMail(sender())).toBe(true);
  expect(server.mails).toHaveLength(1);
  expect(await waiting()).toBe(0);
});

it('a worker that dies after claiming loses nothing', async () => {
  await queueMail(ctx(), draft);
  const dying = { ...sender(), transport: { sendMail: () => new Promise<never>(() => undefined) } };
  void sendDueMail(dying);
  await expect.poll(async () => (await database.db.select().from(mails))[0]?.attempts).toBe(1);
  expect(await sendDueMail(sender())).toBe(false);
  clock.advance(120_000);
  expect(await sendDueMail(sender())).toBe(true);
  expect(server.mails).toHaveLength(1);
});

it('gives up after about two days, and says so', async () => {
  await queueMail(ctx(), draft);
  server.refuse(100, 550);
  for (let attempts = 1; await sendDueMail(sender()); attempts++) {
    clock.advance(waitBeforeMailMs(attempts) ?? 0);
  }
  expect(await waiting()).toBe(0);
  expect(said.at(-1)).toBe('error A mail could not be sent and is given up.');
  server.refuse(0);
});

it('a mail whose link has ended is not sent any more', async () => {
  await queueMail(ctx(), { ...draft, worthlessAfter: new Date(clock.now().getTime() + 60_000) });
  clock.advance(60_000);
  expect(await sendDueMail(sender())).toBe(true);
  expect(server.mails).toEqual([]);
  expect(await waiting()).toBe(0);
});

it('what people typed is neither header nor markup nor direction', async () => {
  await queueMail(ctx(), {
    ...draft,
    to: 'noura@masar.example',
    subject: 'Join "Masar"\r\nBcc: all@evil.example\r\n\r\n<script>',
    paragraphs: ['<img src=x onerror=alert(1)> \u202eevil & co\nsecond line'],
  });
  await sendDueMail(sender());
  const [mail] = server.mails;
  const headers = mail?.raw.split('\r\n\r\n')[0] ?? '';
  expect(headers).not.toMatch(/^bcc:/im);
  expect(mail?.to).toEqual(['noura@masar.example']);
  const html = mail?.raw.split('text/html')[1];
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img');
  expect(mail?.text).not.toContain('\u202e');
});

it('waits for a silent mail server only so long, unless the operator says otherwise', () => {
  const options = (url: string) => openTransport(url).options;
  expect(options('smtp://u:p@mail.example:2525')).toMatchObject({
    host: 'mail.example',
    port: 2525,
    auth: { user: 'u', pass: 'p' },
    connectionTimeout: 15_000,
    socketTimeout: 60_000,
  });
  expect(options('smtps://mail.example?socketTimeout=5000')).toMatchObject({ socketTimeout: 5000 });
});
