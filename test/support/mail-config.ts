import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import type { Database } from '#lib/db/client.ts';
import { mails } from '#lib/db/schema/entry.ts';
import type { QueuedMail } from '#lib/domain/mails/queue-mail.ts';
import { mailSealer } from '#lib/domain/mails/sealer.ts';

const secret = 'a-portal-secret-for-tests-only';

/** A portal with a mail server, or without one. */
export function configureMail(smtpUrl: string | null, more: Record<string, string> = {}): void {
  const config = parseEnv({ PORTAL_URL: 'https://developers.example.com', ...more });
  setConfig({ ...config, smtpUrl, secret, databaseUrl: 'postgres://unused' });
}

/** What waits in the outbox, opened, the oldest first. */
export async function queuedMails(db: Database): Promise<QueuedMail[]> {
  const rows = await db.select().from(mails).orderBy(mails.id);
  return rows.map(({ id, sealed }) => JSON.parse(mailSealer(secret).open(sealed, id)));
}

/** The secret at the end of the first link to `page` in a mail. */
export function secretIn(mail: { text: string } | undefined, page: string): string {
  return new RegExp(`${page}/([A-Za-z0-9_-]{43})`).exec(mail?.text ?? '')?.[1] ?? '';
}
