import { getConfig } from '#lib/config/runtime.ts';
import { newId } from '#lib/std/ids.ts';
import type { Ctx } from '../ctx.ts';
import { composeMail, type MailDraft } from './compose.ts';
import { insertMail } from './queries.ts';
import { mailSealer } from './sealer.ts';

/** What lies sealed in the outbox. */
export type QueuedMail = ReturnType<typeof composeMail> & { worthlessAfterMs: number | null };

/** True when this portal can send mail. */
export const canMail = (): boolean => getConfig().smtpUrl !== null;

/**
 * Puts a mail in the outbox. Call it inside the transaction of what it tells, so that neither exists without the
 * other; the worker sends it. Without a mail server nothing is kept: the pages show the links instead.
 */
export async function queueMail(ctx: Ctx, draft: MailDraft): Promise<void> {
  const { smtpUrl, secret } = getConfig();
  if (smtpUrl === null) return;
  const now = ctx.clock.now();
  const id = newId('mai', now.getTime());
  const worthlessAfterMs = draft.worthlessAfter?.getTime() ?? null;
  const queued: QueuedMail = { ...composeMail(draft), worthlessAfterMs };
  await insertMail(ctx.db, {
    id,
    sealed: mailSealer(secret).seal(JSON.stringify(queued), id),
    nextAttemptAt: now,
    createdAt: now,
  });
}

/** The absolute address of a page, for a mail. */
export const pageUrl = (route: string): string => getConfig().portalUrl + route;
