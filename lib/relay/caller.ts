import { guestCaller, userCaller } from '#lib/domain/console/callers.ts';
import { type OpenedCredential, openCredential } from '#lib/domain/credentials/credentials.ts';
import type { Ctx, UserCtx } from '#lib/domain/ctx.ts';
import { countInWindow } from '#lib/domain/sessions/queries.ts';
import { minuteOf } from '#lib/domain/sessions/slow-down.ts';
import { AppError } from '#lib/errors.ts';
import type { InstallationId, OrgId, SessionId } from '#lib/std/ids.ts';
import type { Environment } from './environments.ts';

/** Who asks the relay to call: a signed-in person, or a guest. */
export type RelayCaller = { kind: 'user'; ctx: UserCtx } | { kind: 'guest'; ctx: Ctx };

/** Who asks, as far as the cookie tells: whether the session still lives is found out with the call's place. */
export type RelayAsker = RelayCaller | { kind: 'session'; ctx: Ctx; sessionId: SessionId };

/** As whom the call goes out. */
export type CallAs =
  | { kind: 'installation'; installationId: InstallationId }
  | { kind: 'okta-sandbox'; orgId: OrgId }
  | ({ kind: 'credential' } & OpenedCredential)
  | { kind: 'nobody' };

export type GuestRules = {
  /** Whose organization guests may read; null: no guests. */
  demoEmail: string | null;
  callsPerMinute: number;
};

const installationHeader = 'x-portal-installation';
const credentialHeader = 'x-portal-credential';

/**
 * Decides as whom a call goes out. What the caller names must be theirs, also where the environment would not use it.
 * Throws `not_signed_in`, `bad_request`, `forbidden`, `not_found`, `rate_limited`.
 */
export async function decideCaller(
  request: Request,
  caller: RelayCaller,
  { api, environment }: { api: string; environment: Environment },
  guests: GuestRules,
): Promise<CallAs> {
  if (caller.kind === 'guest') return guestCallAs(request, caller.ctx, environment, guests);
  const { ctx } = caller;
  const installationId = request.headers.get(installationHeader);
  const credentialId = request.headers.get(credentialHeader);
  if (installationId !== null && credentialId !== null) {
    throw new AppError('bad_request', {
      message: 'Name an installation or a credential to call as, not both.',
    });
  }
  if (ctx.actor.role === 'viewer' && !readsOnly(request)) throw new AppError('forbidden');
  const credential =
    credentialId === null
      ? null
      : await openCredential(ctx, { api, environment: environment.id, credentialId });
  const installation = installationId === null ? null : await userCaller(ctx, installationId);
  switch (environment.kind) {
    case 'sandbox': {
      // An organization has one Okta sandbox org: there is nothing to choose.
      if (api === 'okta') return { kind: 'okta-sandbox', orgId: ctx.actor.orgId };
      const row = installation ?? (await userCaller(ctx, null));
      return { kind: 'installation', installationId: row.id };
    }
    case 'published': {
      if (credential === null) {
        throw new AppError('not_found', {
          message: 'Save a credential for this environment first, then choose it in the console.',
        });
      }
      return { kind: 'credential', ...credential };
    }
    case 'listed':
      return { kind: 'nobody' };
  }
}

const readsOnly = (request: Request) => request.method === 'GET' || request.method === 'HEAD';

async function guestCallAs(
  request: Request,
  ctx: Ctx,
  environment: Environment,
  { demoEmail, callsPerMinute }: GuestRules,
): Promise<CallAs> {
  const choosesNobody =
    !request.headers.has(installationHeader) && !request.headers.has(credentialHeader);
  const allowed =
    demoEmail !== null && environment.kind === 'sandbox' && readsOnly(request) && choosesNobody;
  if (!allowed) {
    throw new AppError('not_signed_in', {
      message: 'Sign in to send this request. Guests can read the demo tenant of the sandbox.',
    });
  }
  const { windowStart, secondsLeft } = minuteOf(ctx.clock.now());
  const key = `guest:ip:${ctx.clientAddress ?? 'unknown'}`;
  const count = await countInWindow(ctx.db, key, windowStart);
  if (count > callsPerMinute) {
    throw new AppError('rate_limited', {
      message: `Guests can send ${callsPerMinute} requests a minute. Wait ${secondsLeft} seconds, or sign in.`,
      details: { retryAfterSeconds: secondsLeft },
    });
  }
  const row = await guestCaller(ctx, demoEmail);
  if (!row) throw new AppError('not_signed_in');
  return { kind: 'installation', installationId: row.id };
}
