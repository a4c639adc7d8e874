import { getConfig } from '#lib/config/runtime.ts';
import { AppError } from '#lib/errors.ts';
import { type CredentialId, isId } from '#lib/std/ids.ts';
import { recordAudit } from '../audit/record.ts';
import type { UserCtx } from '../ctx.ts';
import { inTransaction } from '../transaction.ts';
import {
  deleteCredentialRow,
  findCredential,
  listCredentialRows,
  touchCredential,
} from './queries.ts';
import type { CredentialSummary } from './schemas.ts';
import { credentialSealer } from './sealer.ts';

/** The user's saved credentials, newest first; never the tokens themselves. */
export async function listCredentials(ctx: UserCtx): Promise<CredentialSummary[]> {
  const rows = await listCredentialRows(ctx.db, ctx.actor.userId);
  return rows.map(({ tokenPrefix, tokenLastFour, createdAt, lastUsedAt, ...row }) => ({
    ...row,
    hint: `${tokenPrefix}…${tokenLastFour}`,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

/** Forgets a credential for good. Throws `not_found` when it is absent or another's. */
export async function deleteCredential(
  ctx: UserCtx,
  { credentialId }: { credentialId: string },
): Promise<void> {
  const { userId, orgId } = ctx.actor;
  await inTransaction(ctx, async (ctx) => {
    const known = isId('crd', credentialId);
    if (!known || !(await deleteCredentialRow(ctx.db, userId, credentialId))) {
      throw new AppError('not_found');
    }
    await recordAudit(ctx, { orgId, action: 'credential.deleted', subject: credentialId });
  });
}

export type OpenedCredential = {
  credentialId: CredentialId;
  /** The user's own Okta domain; null where the environment says the host. */
  domain: string | null;
  /** Value of the Authorization header. It goes upstream and nowhere else. */
  authorization: string;
};

/**
 * Opens a user's credential for one call, and notes the use. Throws `not_found` when it is absent, another's, or
 * saved for another environment.
 */
export async function openCredential(
  ctx: UserCtx,
  where: { api: string; environment: string; credentialId: string },
): Promise<OpenedCredential> {
  const { api, environment, credentialId } = where;
  const row = isId('crd', credentialId)
    ? await findCredential(ctx.db, ctx.actor.userId, credentialId)
    : null;
  if (!row || row.api !== api || row.environment !== environment) {
    throw new AppError('not_found', {
      message: 'You have saved no such credential for this environment. Choose another one.',
    });
  }
  const token = credentialSealer(getConfig().secret).open(row.sealedToken, row.id);
  await touchCredential(ctx.db, row.id, ctx.clock.now());
  return {
    credentialId: row.id,
    domain: row.domain,
    authorization: `${row.scheme} ${token}`,
  };
}
