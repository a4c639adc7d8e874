import { AppError } from '#lib/errors.ts';
import type { Ctx } from '../ctx.ts';
import { createUser } from '../users/create-user.ts';
import { createDemo } from './create-demo.ts';
import { firstDemo } from './names.ts';
import { userExists } from './queries.ts';

export const demoEmail = 'demo@noor-academy.example';

/**
 * Makes the demo that a fresh portal comes with, once. Safe when several processes start together on one database.
 * Answers true when this call made it.
 */
export async function seedDemo(
  ctx: Ctx,
  input: { password: string; portalUrl: string },
): Promise<boolean> {
  if (await userExists(ctx.db, demoEmail)) return false;
  try {
    await createDemo(ctx, { ...input, names: firstDemo, email: demoEmail });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return false;
    throw error;
  }
}

export const demoReviewerEmail = 'reviewer@okta-portal.example';

/**
 * Makes the reviewer that a demo comes with, once, like `seedDemo`. Answers true when this call made it.
 */
export async function seedReviewer(ctx: Ctx, input: { password: string }): Promise<boolean> {
  if (await userExists(ctx.db, demoReviewerEmail)) return false;
  const { password } = input;
  try {
    const account = { email: demoReviewerEmail, password, name: 'Rana Al-Ghamdi' };
    await createUser(ctx, { ...account, isReviewer: true });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return false;
    throw error;
  }
}
