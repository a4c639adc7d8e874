import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { installations, tokens } from '#lib/db/schema/apps.ts';
import { AppError } from '#lib/errors.ts';
import type { Clock } from '#lib/std/clock.ts';
import type { InstallationCtx } from '../ctx.ts';
import { hashToken, isWellFormedToken } from './format.ts';

/**
 * The context of a live installation token, from an `Authorization: Bearer …` header. Looked up anew on each request,
 * so that a revoked token fails at once. Throws `unauthenticated`.
 */
export async function installationOfToken(
  { db, clock }: { db: Db; clock: Clock },
  authorization: string | null,
): Promise<InstallationCtx> {
  const token = /^bearer (\S{1,200})$/i.exec(authorization ?? '')?.[1] ?? '';
  if (!isWellFormedToken(token)) throw new AppError('unauthenticated');
  const [found] = await db
    .select({ installation: installations, scopes: tokens.scopes })
    .from(tokens)
    .innerJoin(installations, eq(installations.id, tokens.installationId))
    .where(
      and(
        eq(tokens.hash, Buffer.from(hashToken(token), 'hex')),
        isNull(tokens.revokedAt),
        gt(tokens.expiresAt, clock.now()),
        isNull(installations.uninstalledAt),
      ),
    );
  if (!found) throw new AppError('unauthenticated');
  const { id, appId, orgId, tenantId, scopes } = found.installation;
  return {
    db,
    clock,
    actor: {
      type: 'installation',
      installationId: id,
      appId,
      orgId,
      tenantId,
      scopes: found.scopes ?? scopes,
    },
    requestId: null,
    clientAddress: null,
  };
}
