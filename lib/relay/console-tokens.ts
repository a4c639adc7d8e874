import type { Ctx } from '#lib/domain/ctx.ts';
import { issueOktaBearer } from '#lib/domain/okta/orgs/tokens.ts';
import { oktaScopes } from '#lib/domain/okta/scopes.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import type { InstallationId, OrgId } from '#lib/std/ids.ts';

const livesMs = 15 * 60_000;
/** A token is used until this long before its end, so that none ends on its way. */
const spareMs = 5 * 60_000;
const maxKept = 5_000;

/** Whom a token stands for: an installation of the Partners sandbox, or an organization's Okta sandbox org. */
export type TokenHolder =
  | { kind: 'installation'; installationId: InstallationId }
  | { kind: 'okta-sandbox'; orgId: OrgId };

export type ConsoleTokens = {
  /** The Bearer token for calls in the name of a holder. It never leaves this process. */
  tokenFor(ctx: Ctx, holder: TokenHolder): Promise<string>;
  /** Called when the API did not accept it: the next call gets a new one. */
  forget(holder: TokenHolder): void;
};

/** Mints short-lived tokens that carry all scopes of their holder, and keeps them in memory while they are good. */
export function createConsoleTokens(): ConsoleTokens {
  const kept = new Map<string, { token: Promise<string>; freshUntilMs: number }>();
  return {
    tokenFor(ctx, holder) {
      const nowMs = ctx.clock.now().getTime();
      const key = keyOf(holder);
      const known = kept.get(key);
      if (known && known.freshUntilMs > nowMs) return known.token;
      if (kept.size >= maxKept) kept.clear();
      // The portal itself issues it, so that people who may only read can still send what only reads.
      const token = mint({ ...ctx, actor: { type: 'system' } }, holder);
      kept.set(key, { token, freshUntilMs: nowMs + livesMs - spareMs });
      token.catch(() => kept.delete(key));
      return token;
    },
    forget(holder) {
      kept.delete(keyOf(holder));
    },
  };
}

const keyOf = (holder: TokenHolder) =>
  holder.kind === 'installation' ? holder.installationId : holder.orgId;

async function mint(ctx: Ctx, holder: TokenHolder): Promise<string> {
  if (holder.kind === 'okta-sandbox') {
    const { orgId } = holder;
    const scopes = [...oktaScopes];
    return (await issueOktaBearer(ctx, { orgId, scopes, kind: 'console', livesMs })).token;
  }
  const { installationId } = holder;
  return (await issueToken(ctx, { installationId, kind: 'console', livesMs })).token;
}
