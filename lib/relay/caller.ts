import { guestCaller, userCaller } from '#lib/domain/console/callers.ts';
import type { Ctx, UserCtx } from '#lib/domain/ctx.ts';
import { countInWindow } from '#lib/domain/sessions/queries.ts';
import { minuteOf } from '#lib/domain/sessions/slow-down.ts';
import { AppError } from '#lib/errors.ts';
import type { InstallationId } from '#lib/std/ids.ts';
import type { Environment } from './environments.ts';

/** Who asks the relay to call: a signed-in person, or a guest. */
export type RelayCaller = { kind: 'user'; ctx: UserCtx } | { kind: 'guest'; ctx: Ctx };

/** As whom the call goes out; null: without a credential. */
export type CallAs = { installationId: InstallationId } | null;

export type GuestRules = {
  /** Whose organization guests may read; null: no guests. */
  demoEmail: string | null;
  callsPerMinute: number;
};

/** Decides as whom a call goes out. Throws `not_signed_in`, `forbidden`, `not_found`, `rate_limited`. */
export async function decideCaller(
  request: Request,
  caller: RelayCaller,
  environment: Environment,
  guests: GuestRules,
): Promise<CallAs> {
  if (caller.kind === 'guest') return guestCallAs(request, caller.ctx, environment, guests);
  const { ctx } = caller;
  if (ctx.actor.role === 'viewer' && !readsOnly(request)) throw new AppError('forbidden');
  switch (environment.kind) {
    case 'sandbox': {
      const row = await userCaller(ctx, request.headers.get('x-portal-installation'));
      return { installationId: row.id };
    }
    case 'published':
      throw new AppError('not_found', {
        message: 'Save a credential for this environment first, then choose it in the console.',
      });
    case 'listed':
      return null;
  }
}

const readsOnly = (request: Request) => request.method === 'GET' || request.method === 'HEAD';

async function guestCallAs(
  request: Request,
  ctx: Ctx,
  environment: Environment,
  { demoEmail, callsPerMinute }: GuestRules,
): Promise<CallAs> {
  const allowed = demoEmail !== null && environment.kind === 'sandbox' && readsOnly(request);
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
  return { installationId: row.id };
}
