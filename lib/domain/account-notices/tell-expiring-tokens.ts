import { routes } from '#lib/routes.ts';
import { newId } from '#lib/std/ids.ts';
import type { Ctx } from '../ctx.ts';
import { canMail, pageUrl, queueMail } from '../mails/queue-mail.ts';
import { inTransaction } from '../transaction.ts';
import {
  type ExpiringToken,
  insertAccountNotice,
  listExpiringTokens,
  listMailable,
} from './queries.ts';

/** How many days before a token ends it is told about. */
export const expiryStagesDays = [1, 3, 14] as const;
const dayMs = 24 * 3_600_000;

type Due = ExpiringToken & { days: number };

/**
 * Tells about every installation token that ends within 14, 3 and 1 days, once each, however many processes look: the
 * notice and its mails are one transaction. A token that is found late is told about once, with what is left.
 * Answers how many notices were written.
 */
export async function tellExpiringTokens(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now();
  const at = (days: number) => new Date(now.getTime() + days * dayMs);
  const stages = expiryStagesDays.map((days) => ({ days, before: at(days) }));
  const due = await listExpiringTokens(ctx.db, now, at(14), stages);
  let told = 0;
  for (const token of due) if (await tell(ctx, token)) told += 1;
  return told;
}

function tell(ctx: Ctx, token: Due): Promise<boolean> {
  const { tokenId, generation, days, orgId, appId } = token;
  const { prefix, lastFour, tenantName, expiresAt } = token;
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const isNew = await insertAccountNotice(ctx.db, {
      id: newId('ntc', now.getTime()),
      orgId,
      appId,
      kind: 'token_expiring',
      subject: tokenId,
      details: {
        generation,
        days,
        tenantName,
        prefix,
        lastFour,
        expiresAt: expiresAt.toISOString(),
      },
      onceKey: `${tokenId}:${generation}:${days}`,
      createdAt: now,
    });
    if (isNew && canMail()) {
      for (const to of await listMailable(ctx.db, orgId)) await mail(ctx, token, to);
    }
    return isNew;
  });
}

function mail(ctx: Ctx, token: Due, to: string): Promise<void> {
  const { appName, tenantName, prefix, lastFour, expiresAt, appId } = token;
  const hours = Math.max(
    1,
    Math.round((expiresAt.getTime() - ctx.clock.now().getTime()) / 3_600_000),
  );
  const left =
    hours > 48 ? `${Math.round(hours / 24)} days` : hours === 1 ? '1 hour' : `${hours} hours`;
  return queueMail(ctx, {
    to,
    subject: `A token of ${appName} ends in ${left}`,
    paragraphs: [
      `The token ${prefix}…${lastFour} of ${appName} at ${tenantName} ends at ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC. Calls with it are refused from then on.`,
      'Rotate it before: with a grace period the old one works on while you put the new one in place.',
    ],
    link: { label: 'Open the tokens', url: pageUrl(routes.app(appId, 'tokens')) },
    worthlessAfter: expiresAt,
  });
}
