import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { demoEmail, seedDemo } from '#lib/domain/demo/seed-demo.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { systemClock } from '#lib/std/clock.ts';
import type { ServiceContext } from '../services.ts';

export type DemoSignIn = { email: string; password: string };

const placeOf = (dataDir: string): string => path.join(dataDir, 'demo-password');

const keptPassword = async (dataDir: string): Promise<string> =>
  (await readFile(placeOf(dataDir), 'utf8').catch(() => '')).trim();

/**
 * Makes the demo on the first start, and answers with its sign-in on every one. The password is kept in the data
 * folder before the account exists, so a crash between the two loses nothing. null: the demo was made by a portal
 * with another data folder, which has its password.
 */
export async function prepareDemo(context: ServiceContext): Promise<DemoSignIn | null> {
  const { dataDir, portalUrl } = context.config;
  const kept = await keptPassword(dataDir);
  const password = kept || randomBytes(12).toString('base64url');
  if (!kept) await writeFile(placeOf(dataDir), `${password}\n`, { mode: 0o600 });
  const isMade = await seedDemo(systemCtx(context.db, systemClock), { password, portalUrl });
  return kept || isMade ? { email: demoEmail, password } : null;
}
