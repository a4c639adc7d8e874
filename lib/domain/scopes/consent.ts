import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import type { InstallationId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { UserCtx } from '../ctx.ts';
import { changeScopes } from '../installations/change-scopes.ts';
import { installApp } from '../installations/install-app.ts';
import { requireInstallation } from '../installations/require-installation.ts';
import { type PartnerScope, partnerScopes } from '../installations/scopes.ts';
import { parseInput } from '../parse-input.ts';
import { requireRecentSignIn } from '../sessions/recent-sign-in.ts';
import { inTransaction } from '../transaction.ts';
import { findTenantAndApp, listAskedScopes } from './queries.ts';
import type { AskedScope } from './schemas.ts';

/** What the administrator of a tenant is asked. */
export type Consent = {
  appName: string;
  module: string;
  partnerName: string;
  tenantName: string;
  /** null: not installed there yet. */
  installationId: InstallationId | null;
  granted: string[];
  /** Only what is not granted yet. */
  asked: AskedScope[];
};

/**
 * The question that the administrator of a tenant is asked about an app: everything at first, later only the
 * difference. Throws `not_found` for apps and tenants of other organizations.
 */
export async function readConsent(
  ctx: UserCtx,
  input: { appId: string; tenantId: number },
): Promise<Consent> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const found = await findTenantAndApp(ctx.db, ctx.actor.orgId, input.tenantId, appId);
  if (!found) throw new AppError('not_found');
  const granted = found.granted ?? [];
  const all = await listAskedScopes(ctx.db, appId);
  return { ...found, granted, asked: all.filter(({ scope }) => !granted.includes(scope)) };
}

const Input = z.strictObject({
  appId: z.string(),
  tenantId: z.int().positive().max(2_147_483_647),
  scopes: z.array(z.enum(partnerScopes)),
});

export type Consented = {
  installationId: InstallationId;
  /** Of a new installation, shown this once. */
  token: string | null;
  /** The delivery by which the app's bridge gets the token. */
  handOverId: string | null;
  added: string[];
};

/**
 * The tenant consents: the app is installed with the scopes, or gets them in addition to those that it has, which
 * are never cut. All that the app needs must be among them. The token of a new installation is in this answer and
 * never shown again. Throws `not_found`, `forbidden`, `confirmation_required` for a new installation,
 * `validation_failed`, and `conflict` when somebody installed it meanwhile.
 */
export async function consent(ctx: UserCtx, input: z.input<typeof Input>): Promise<Consented> {
  const { appId: id, tenantId, scopes } = parseInput(Input, input);
  return inTransaction(ctx, async (ctx) => {
    const { appId } = await requireApp(ctx, id, 'change');
    const { installationId, asked } = await readConsent(ctx, { appId, tenantId });
    if (installationId === null) {
      await requireRecentSignIn(ctx);
      assertAnswers(asked, scopes);
      return { ...(await installApp(ctx, { appId, tenantId, scopes })), added: scopes };
    }
    const held = await requireInstallation(ctx, installationId);
    const missing = asked.filter(({ scope }) => !held.scopes.includes(scope));
    const wanted = scopes.filter((scope) => !held.scopes.includes(scope));
    assertAnswers(missing, wanted);
    const all = partnerScopes.filter((one) => held.scopes.includes(one) || wanted.includes(one));
    const { added } = await changeScopes(ctx, { installationId, scopes: all });
    return { installationId, token: null, handOverId: null, added };
  });
}

function assertAnswers(asked: readonly AskedScope[], scopes: readonly PartnerScope[]): void {
  const foreign = scopes.filter((scope) => !asked.some((one) => one.scope === scope));
  const left = asked.filter(({ scope, isOptional }) => !isOptional && !scopes.includes(scope));
  const errors = [
    ...foreign.map((scope) => `${scope} is not asked for`),
    ...left.map(({ scope }) => `${scope} is needed by the app`),
  ];
  if (errors.length > 0)
    throw new AppError('validation_failed', { details: { errors: { scopes: errors } } });
}
