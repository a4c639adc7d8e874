import { createTransport, type Transporter } from 'nodemailer';
import type { Database } from '../../db/client.ts';
import type { QueuedMail } from '../../domain/mails/queue-mail.ts';
import { mailSealer } from '../../domain/mails/sealer.ts';
import type { Clock } from '../../std/clock.ts';
import type { WorkerLog } from '../log.ts';
import { startTicker, type Ticker } from '../ticker.ts';
import { claimMail, type DueMail, deleteMail, retryMailAt } from './queries.ts';

const lookEveryMs = 2_000;
const defaultLeaseMs = 120_000;
const minuteMs = 60_000;
// After each failed attempt the next of these; after the last the mail is given up. About two days in all.
const waitsMs = [1, 2, 5, 15, 60, 180, 360, 720, 1440].map((minutes) => minutes * minuteMs);

/** When a mail that failed `attempts` times is tried again, in milliseconds from now; null: never. */
export const waitBeforeMailMs = (attempts: number): number | null => waitsMs[attempts - 1] ?? null;

export type MailOptions = {
  db: Database;
  clock: Clock;
  log: WorkerLog;
  smtpUrl: string;
  portalUrl: string;
  portalSecret: string;
  /** How long a claimed mail belongs to its worker; a dead worker's mail is sent after that. */
  leaseMs?: number;
};

type Sender = MailOptions & { transport: Pick<Transporter, 'sendMail'> };

// A server that takes a connection and says nothing must not hold a mail longer than its lease.
const limitsMs = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/** The way out to the mail server; no file and no address is ever read into a mail. */
export function openTransport(smtpUrl: string): Transporter {
  // nodemailer takes options from the address alone when it is given one; what stands there already goes first.
  const url = new URL(smtpUrl);
  for (const [name, ms] of Object.entries(limitsMs)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(ms));
  }
  return createTransport(url.href, { disableFileAccess: true, disableUrlAccess: true });
}

/** Sends one due mail, if there is one. True: there may be more. */
export async function sendDueMail(sender: Sender): Promise<boolean> {
  const { db, clock, leaseMs = defaultLeaseMs } = sender;
  const now = clock.now();
  const due = await claimMail(db.$client, now, new Date(now.getTime() + leaseMs));
  if (!due) return false;
  try {
    await sendOne(sender, due, now);
    await deleteMail(db.$client, due.id);
  } catch (error) {
    await failed(sender, due, error);
  }
  return true;
}

async function sendOne(sender: Sender, due: DueMail, now: Date): Promise<void> {
  const { transport, portalUrl, portalSecret } = sender;
  const host = new URL(portalUrl).hostname;
  // What was sealed is what queue-mail.ts wrote: a changed row does not open.
  const mail = JSON.parse(mailSealer(portalSecret).open(due.sealed, due.id)) as QueuedMail;
  const { worthlessAfterMs, to, subject, text, html } = mail;
  if (worthlessAfterMs !== null && worthlessAfterMs <= now.getTime()) return;
  await transport.sendMail({
    from: { name: 'Okta developer portal', address: `no-reply@${host}` },
    to: { name: '', address: to },
    subject,
    text,
    html,
    // The same on every attempt, so that a mailbox can tell a mail that was sent twice.
    messageId: `<${due.id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
}

async function failed({ db, clock, log }: Sender, due: DueMail, error: unknown): Promise<void> {
  const { id: mail, attempts } = due;
  const waitMs = waitBeforeMailMs(attempts);
  if (waitMs === null) {
    log('error', 'A mail could not be sent and is given up.', { mail, attempts, error });
    await deleteMail(db.$client, mail);
    return;
  }
  log('warn', 'A mail could not be sent; it is tried again.', { mail, attempts, error });
  await retryMailAt(db.$client, due, new Date(clock.now().getTime() + waitMs));
}

/** Sends what is in the outbox, one after the other. Any number of workers may do so on one database. */
export function startMails(options: MailOptions): Pick<Ticker, 'stop'> {
  const transport = openTransport(options.smtpUrl);
  const ticker = startTicker({
    everyMs: lookEveryMs,
    minGapMs: 50,
    turn: () => sendDueMail({ ...options, transport }),
    onError: (error) => options.log('error', 'The outbox could not be read.', { error }),
  });
  return {
    async stop() {
      await ticker.stop();
      transport.close();
    },
  };
}
