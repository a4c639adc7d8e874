import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { keptText } from '#lib/config/kept-secret.ts';
import {
  demoEmail,
  demoReviewerEmail,
  seedDemo,
  seedReviewer,
} from '#lib/domain/demo/seed-demo.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
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
 * folder before the account exists, so a crash between the two loses nothing. null: the account was made by a portal
 * with another data folder, which has its password.
 */
async function prepareAccount(file: string, email: string, seed: Seed): Promise<SignIn | null> {
  const { text: password, isNew } = await keptText(file, () =>
    randomBytes(12).toString('base64url'),
  );
  const isMade = await seed(password);
  return isMade || !isNew ? { email, password } : null;
}

/** The demo's partner and its reviewer; null when another data folder has the partner's password. */
export async function prepareDemo(context: ServiceContext): Promise<DemoSignIn | null> {
  const { dataDir, portalUrl } = context.config;
  const ctx = systemCtx(context.db, systemClock);
  const partner = await prepareAccount(path.join(dataDir, 'demo-password'), demoEmail, (password) =>
    seedDemo(ctx, { password, portalUrl }),
  );
  const reviewer = await prepareAccount(
    path.join(dataDir, 'demo-reviewer-password'),
    demoReviewerEmail,
    (password) => seedReviewer(ctx, { password }),
  );
  return partner && { ...partner, reviewer };
}
