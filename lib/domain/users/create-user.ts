import { AppError } from '#lib/errors.ts';
import { newId, type UserId } from '#lib/std/ids.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { hashPassword, passwordWeakness } from './password.ts';
import { insertMembership, insertUser } from './queries.ts';
import { type CreateUserInput, createUserInput } from './schemas.ts';

/**
 * Makes an account with a password, and its membership in one organization when given.
 * Only the operator and the portal itself may; people come through an application or an invitation.
 * Refuses: `forbidden`, `validation_failed`, `conflict` (field `email`).
 */
export async function createUser(ctx: Ctx, input: CreateUserInput): Promise<{ userId: UserId }> {
  if (ctx.actor.type !== 'operator' && ctx.actor.type !== 'system') throw new AppError('forbidden');
  const { email, password, name, membership, isReviewer } = parseInput(createUserInput, input);
  const weakness = passwordWeakness(password, { email, name });
  if (weakness) {
    throw new AppError('validation_failed', { details: { errors: { password: [weakness] } } });
  }
  // Before the transaction: hashing takes tens of milliseconds, and no connection should wait for it.
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, async ({ db, clock }) => {
    const createdAt = clock.now();
    const user = await insertUser(db, {
      id: newId('usr', createdAt.getTime()),
      email,
      name,
      passwordHash,
      isReviewer,
      createdAt,
    });
    if (!user) {
      throw new AppError('conflict', {
        message: 'An account with this e-mail address exists already.',
        details: { field: 'email' },
      });
    }
    if (membership) await insertMembership(db, { ...membership, userId: user.id, createdAt });
    return { userId: user.id };
  });
}
