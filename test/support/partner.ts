import type { Database } from '#lib/db/client.ts';
import { createApp } from '#lib/domain/apps/create-app.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { installApp } from '#lib/domain/installations/install-app.ts';
import { partnerScopes } from '#lib/domain/installations/scopes.ts';
import { createOrganization } from '#lib/domain/organizations/create-organization.ts';
import { startSession } from '#lib/domain/sessions/sign-in.ts';
import { createTenant } from '#lib/domain/tenants/create-tenant.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { type Clock, systemClock } from '#lib/std/clock.ts';
import type { AppId, InstallationId, OrgId, UserId } from '#lib/std/ids.ts';

export type TestPartner = {
  orgId: OrgId;
  appId: AppId;
  tenantId: number;
  installationId: InstallationId;
  token: string;
  userId: UserId;
  email: string;
  /** As its owner. */
  ctx: UserCtx;
};

/** A partner organization with an owner, an app, a filled tenant and an installation. */
export async function makePartner(
  db: Database,
  word: string,
  options: { scopes?: (typeof partnerScopes)[number][]; clock?: Clock } = {},
): Promise<TestPartner> {
  const ctx = systemCtx(db, options.clock ?? systemClock, 'operator');
  const email = `owner@${word}.example`;
  const { orgId } = await createOrganization(ctx, { name: word });
  const { userId } = await createUser(ctx, {
    email,
    password: 'tram-lamp-fig-22',
    name: 'Layla Al-Qahtani',
    membership: { orgId, role: 'owner' },
  });
  const { appId } = await createApp(ctx, {
    orgId,
    slug: `${word}-app`,
    name: `${word} app`,
    integrationType: 'external',
    status: 'approved',
  });
  const { tenantId } = await createTenant(ctx, { orgId, name: `${word} school`, size: 'small' });
  const { installationId, token } = await installApp(ctx, {
    appId,
    tenantId,
    scopes: options.scopes ?? [...partnerScopes],
  });
  const { sessionId } = await startSession(ctx, userId, null);
  return {
    orgId,
    appId,
    tenantId,
    installationId,
    token,
    userId,
    email,
    ctx: {
      ...ctx,
      clientAddress: '192.0.2.10',
      actor: { type: 'user', userId, sessionId, orgId, role: 'owner' },
    },
  };
}
