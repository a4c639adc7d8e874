import type { Ctx } from '#lib/domain/ctx.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import type { InstallationId } from '#lib/std/ids.ts';

const livesMs = 15 * 60_000;
/** A token is used until this long before its end, so that none ends on its way. */
const spareMs = 5 * 60_000;
const maxKept = 5_000;

export type ConsoleTokens = {
  /** The Bearer token for calls in the name of an installation. It never leaves this process. */
  tokenFor(ctx: Ctx, installationId: InstallationId): Promise<string>;
  /** Called when the API did not accept it: the next call gets a new one. */
  forget(installationId: InstallationId): void;
};

/** Mints short-lived tokens that carry the scopes of the installation, and keeps them in memory while they are good. */
export function createConsoleTokens(): ConsoleTokens {
  const kept = new Map<InstallationId, { token: Promise<string>; freshUntilMs: number }>();
  return {
    tokenFor(ctx, installationId) {
      const nowMs = ctx.clock.now().getTime();
      const known = kept.get(installationId);
      if (known && known.freshUntilMs > nowMs) return known.token;
      if (kept.size >= maxKept) kept.clear();
      // The portal itself issues it, so that people who may only read can still send what only reads.
      const token = issueToken(
        { ...ctx, actor: { type: 'system' } },
        { installationId, kind: 'console', livesMs },
      ).then((issued) => issued.token);
      kept.set(installationId, { token, freshUntilMs: nowMs + livesMs - spareMs });
      token.catch(() => kept.delete(installationId));
      return token;
    },
    forget(installationId) {
      kept.delete(installationId);
    },
  };
}
