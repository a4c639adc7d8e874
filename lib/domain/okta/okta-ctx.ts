import type { Sealer } from '#lib/std/aead.ts';
import type { RandomBytes } from '#lib/std/okta-ids.ts';
import type { Ctx } from '../ctx.ts';

/** The context of everything that happens inside one Okta org. */
export type OktaCtx = Ctx & {
  oktaOrgId: string;
  subdomain: string;
  /** Id of the one type that the org's users have. */
  userTypeId: string;
  /** Where the API is reached, without a trailing slash: links in answers begin with it. */
  baseUrl: string;
  /** Seals private keys and tokens; the row's ids are the associated data. */
  sealer: Sealer;
  random: RandomBytes;
};

/** What seals the private keys of the Okta sandbox is derived from the portal's secret for this purpose. */
export const sealerPurpose = 'okta sandbox';

/** Times as the API writes them: UTC, milliseconds. */
export function isoTime(at: Date): string;
export function isoTime(at: Date | null): string | null;
export function isoTime(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

/** The same work with the connection of one transaction; inside a transaction already, a savepoint. */
export function inOktaTransaction<T>(ctx: OktaCtx, work: (ctx: OktaCtx) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }));
}
