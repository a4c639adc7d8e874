import { AppError } from '#lib/errors.ts';
import type { Ctx } from '../ctx.ts';
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
