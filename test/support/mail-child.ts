// A worker's mail part in a process of its own, for tests that kill it: node mail-child.ts DATABASE SMTP SECRET
import { openDatabase } from '../../lib/db/client.ts';
import { systemClock } from '../../lib/std/clock.ts';
import { startMails } from '../../lib/worker/mails/send-mails.ts';

const [databaseUrl = '', smtpUrl = '', portalSecret = ''] = process.argv.slice(2);
startMails({
  db: openDatabase(databaseUrl, { max: 2 }),
  clock: systemClock,
  log: () => undefined,
  smtpUrl,
  portalUrl: 'https://developers.example.com',
  portalSecret,
  leaseMs: 500,
});
