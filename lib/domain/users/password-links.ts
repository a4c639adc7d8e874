import { AppError } from '#lib/errors.ts';
import type { UserId } from '#lib/std/ids.ts';
import { newSecret, secretHash } from '#lib/std/link-secret.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { inTransaction } from '../transaction.ts';
import { hashPassword, passwordWeakness } from './password.ts';
import {
  closePasswordLinks,
  endAllSessions,
  findOrgOf,
  findPasswordLink,
  insertPasswordLink,
  setPasswordHash,
} from './password-queries.ts';

/** How long a reset works, and how long a new owner has to choose the first password. */
export const resetLivesMs = 3_600_000;
export const firstPasswordLivesMs = 7 * 24 * 3_600_000;
const keptMs = 30 * 24 * 3_600_000;

/**
 * Makes the link by which a person chooses a password; earlier ones are worth nothing from then on. The secret is
 * in this answer and nowhere else. For verbs of the portal, in their transaction.
 */
export async function makePasswordLink(
  ctx: Ctx,
  userId: UserId,
  livesMs: number,
): Promise<{ secret: string; expiresAt: Date }> {
  const now = ctx.clock.now();
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + livesMs);
  await closePasswordLinks(ctx.db, userId, now, new Date(now.getTime() - keptMs));
  const row = { hash: secretHash(secret), userId, createdAt: now, expiresAt };
  await insertPasswordLink(ctx.db, row);
  return { secret, expiresAt };
}

/** Whose link it is, for whoever holds it. Throws `not_found`: used, expired and invented alike. */
export async function readPasswordLink(ctx: Ctx, secret: string) {
  const found = await findPasswordLink(ctx.db, secretHash(secret), ctx.clock.now());
  if (!found) throw new AppError('not_found');
  return found;
}

/**
 * Chooses a password by a link. The link works once; every session of the person ends, so whoever was in with the
 * old password is out. Throws `not_found`, and `validation_failed` on the field `password`, which leaves the link good.
 */
export async function redeemPasswordLink(
  ctx: Ctx,
  input: { secret: string; password: string },
): Promise<{ email: string }> {
  const { secret, password } = input;
  const { email, name } = await readPasswordLink(ctx, secret);
  const weakness = passwordWeakness(password, { email, name });
  if (weakness) {
    throw new AppError('validation_failed', { details: { errors: { password: [weakness] } } });
  }
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, async (ctx) => {
    const { userId, hasPassword } = await readPasswordLink(ctx, secret);
    const now = ctx.clock.now();
    await setPasswordHash(ctx.db, userId, passwordHash);
    await closePasswordLinks(ctx.db, userId, now, new Date(now.getTime() - keptMs));
    const ended = await endAllSessions(ctx.db, userId, now);
    await recordAudit(ctx, {
      orgId: await findOrgOf(ctx.db, userId),
      action: hasPassword ? 'password.reset' : 'password.chosen',
      subject: userId,
      details: { sessions_ended: ended },
    });
    return { email };
  });
}
