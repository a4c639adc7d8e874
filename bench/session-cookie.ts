import { sessionCookieName } from '#lib/auth/cookies.ts';
import { sealSession } from '#lib/auth/session-cookie.ts';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import type { Database } from '#lib/db/client.ts';
import { startSession } from '#lib/domain/sessions/sign-in.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { systemClock } from '#lib/std/clock.ts';
import type { OrgId } from '#lib/std/ids.ts';

type SignInTo = { orgId: OrgId; databaseUrl: string; secret: string };

/** Somebody of the organization who is signed in at a portal with this database and secret: the header `Cookie`. */
export async function sessionCookie(db: Database, to: SignInTo): Promise<string> {
  const { orgId, databaseUrl, secret } = to;
  setConfig({ ...parseEnv({ PORTAL_SECRET: secret }), secret, databaseUrl });
  const ctx = systemCtx(db, systemClock, 'operator');
  const { userId } = await createUser(ctx, {
    email: 'layla@bench.example',
    password: 'tram-lamp-fig-22',
    name: 'Layla Al-Qahtani',
    membership: { orgId, role: 'developer' },
  });
  const { sessionId } = await startSession(ctx, userId, null);
  return `${sessionCookieName()}=${await sealSession(sessionId)}`;
}
