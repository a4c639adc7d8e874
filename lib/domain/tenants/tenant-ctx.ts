import { AppError } from '#lib/errors.ts';
import type { InstallationCtx } from '../ctx.ts';
import type { PartnerScope } from '../installations/scopes.ts';

/** The context of everything that happens inside one tenant: who acts, and in which time zone the school is. */
export type TenantCtx = InstallationCtx & { timeZone: string };

/** The first line of a verb: does the token carry the scope? Throws `scope_not_granted` (contract, Errors). */
export function assertScope(ctx: TenantCtx, scope: PartnerScope): void {
  if (!ctx.actor.scopes.includes(scope)) {
    throw new AppError('scope_not_granted', { details: { scope } });
  }
}
