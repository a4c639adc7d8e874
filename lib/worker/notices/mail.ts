import { createTransport } from 'nodemailer';
import type { Database } from '../../db/client.ts';
import { routes } from '../../routes.ts';
import type { Clock } from '../../std/clock.ts';
import { plainLine } from '../../std/plain-text.ts';
import type { WorkerLog } from '../log.ts';
import { startTicker, type Ticker } from '../ticker.ts';
import { mailNotices, type UnmailedNotice } from './queries.ts';

const lookEveryMs = 15_000;
// A mail server that hangs must not hold the rows of the notices for minutes.
const patienceMs = 10_000;
const newestMs = 24 * 3_600_000;

const subjects: Record<UnmailedNotice['kind'], string> = {
  endpoint_failing: 'A webhook endpoint has begun to fail',
  endpoint_warning: 'A webhook endpoint keeps failing',
  endpoint_disabled: 'A webhook endpoint was disabled',
  endpoint_recovered: 'A webhook endpoint works again',
};

function textOf(kind: UnmailedNotice['kind'], details: Record<string, unknown>): string {
  const waiting = Number(details.held ?? 0) + Number(details.failed ?? 0);
  switch (kind) {
    case 'endpoint_failing':
      return 'An attempt failed. It is retried by itself; nothing is lost. The page of the endpoint says what came back.';
    case 'endpoint_warning':
      return 'Its last attempts all failed. If it goes on, the endpoint is disabled and its events are kept for you.';
    case 'endpoint_disabled':
      return details.reason === 'gone'
        ? 'Your receiver answered 410 Gone. Events are kept as held until you enable the endpoint.'
        : 'It kept failing. Events are kept as held. The portal tries one of them every hour and enables the endpoint when that goes well.';
    case 'endpoint_recovered':
      return waiting > 0
        ? `Deliveries that failed or were held: ${waiting}. You can replay them on its page.`
        : 'Nothing was lost.';
  }
}

/** The mail about a notice, in plain text. */
export function noticeMail(notice: UnmailedNotice, portalUrl: string) {
  const page = notice.is_bridge
    ? routes.bridge(notice.app_id)
    : routes.endpoint(notice.app_id, notice.endpoint_id);
  return {
    subject: `${subjects[notice.kind]} (${plainLine(notice.app_name)})`,
    text: `${notice.url}\n\n${textOf(notice.kind, notice.details)}\n\n${portalUrl}${page}\n`,
  };
}

/** Mails notices to everybody of the organization who may act on them. */
export function startMailing(options: {
  db: Database;
  clock: Clock;
  log: WorkerLog;
  smtpUrl: string;
  portalUrl: string;
  mailEveryMs?: number;
}): Pick<Ticker, 'stop'> {
  const { db, clock, log, smtpUrl, portalUrl, mailEveryMs = lookEveryMs } = options;
  const transport = createTransport(smtpUrl, {
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  });
  const from = `Okta developer portal <no-reply@${new URL(portalUrl).hostname}>`;
  return startTicker({
    everyMs: mailEveryMs,
    minGapMs: mailEveryMs,
    async turn() {
      const now = clock.now();
      const since = new Date(now.getTime() - newestMs);
      await mailNotices(db.$client, now, since, async (notice) => {
        if (notice.emails.length === 0) return;
        await transport.sendMail({ from, bcc: notice.emails, ...noticeMail(notice, portalUrl) });
      });
      return false;
    },
    onError: (error) => log('error', 'Notices could not be mailed.', { error }),
  });
}
