import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { keptText } from '#lib/config/kept-secret.ts';
import type { Ctx } from '#lib/domain/ctx.ts';
import {
  demoEmail,
  demoReviewerEmail,
  seedDemo,
  seedReviewer,
} from '#lib/domain/demo/seed-demo.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { verifyPassword } from '#lib/domain/users/password.ts';
import { findUserByEmail } from '#lib/domain/users/queries.ts';
import { systemClock } from '#lib/std/clock.ts';
import type { ServiceContext } from '../services.ts';

export type SignIn = { email: string; password: string };
export type DemoSignIn = SignIn & {
  /** Who decides about applications and versions in the demo; null like the demo itself. */
  reviewer: SignIn | null;
};

type Seed = (password: string) => Promise<boolean>;

/**
 * Makes an account on the first start, and answers with its sign-in on every one. The password is kept in the data
 * folder before the account exists, so a crash between the two loses nothing. null: the account has another password,
 * because somebody changed it or a portal with another data folder made it.
 */
async function prepareAccount(
  ctx: Ctx,
  file: string,
  email: string,
  seed: Seed,
): Promise<SignIn | null> {
  const password = await keptText(file, () => randomBytes(12).toString('base64url'));
  if (await seed(password)) return { email, password };
  const account = await findUserByEmail(ctx.db, email);
  const fits = await verifyPassword(account?.passwordHash ?? null, password);
  return fits ? { email, password } : null;
}

/** The demo's partner and its reviewer; null when the partner has another password than the kept one. */
export async function prepareDemo(context: ServiceContext): Promise<DemoSignIn | null> {
  const { dataDir, portalUrl } = context.config;
  const ctx = systemCtx(context.db, systemClock);
  const kept = (name: string) => path.join(dataDir, name);
  const partner = await prepareAccount(ctx, kept('demo-password'), demoEmail, (password) =>
    seedDemo(ctx, { password, portalUrl }),
  );
  const file = kept('demo-reviewer-password');
  const reviewer = await prepareAccount(ctx, file, demoReviewerEmail, (password) =>
    seedReviewer(ctx, { password }),
  );
  return partner && { ...partner, reviewer };
}
