import { getDatabase } from '#lib/db/client.ts';
import type { Actor, Ctx, PersonCtx, ReviewerCtx, UserCtx } from '#lib/domain/ctx.ts';
import {
  actorOf,
  personOf,
  readSession,
  reviewerOf,
  type Viewer,
} from '#lib/domain/sessions/read-session.ts';
import { AppError } from '#lib/errors.ts';
import { systemClock } from '#lib/std/clock.ts';
import { type HeaderReader, requestFacts } from './request-facts.ts';
import { openSessionCookie } from './session-cookie.ts';

/** A context for what happens before anybody is known: signing in, reading a session, a guest's call. */
export function anonymousCtx(headers: HeaderReader): Ctx {
  return ctxOf(headers, { type: 'system' });
}

/** Who is signed in, from the request's headers; null: nobody. Looked up anew on each request. */
export async function getViewer(headers: HeaderReader): Promise<Viewer | null> {
  const sessionId = await openSessionCookie(headers.get('cookie'));
  return sessionId ? readSession(anonymousCtx(headers), sessionId) : null;
}

/** The context of a viewer's acts; null when the viewer belongs to no organization yet. */
export function userCtxOf(headers: HeaderReader, viewer: Viewer): UserCtx | null {
  const actor = actorOf(viewer);
  return actor && ctxOf(headers, actor);
}

/** The context of a signed-in person's acts; null: nobody is signed in, or belongs to no organization yet. */
export async function getUserCtx(headers: HeaderReader): Promise<UserCtx | null> {
  const viewer = await getViewer(headers);
  return viewer && userCtxOf(headers, viewer);
}

/** Like `getUserCtx`, but throws `not_signed_in`, and `forbidden` for people without an organization. */
export async function requireUserCtx(headers: HeaderReader): Promise<UserCtx> {
  const viewer = await getViewer(headers);
  if (!viewer) throw new AppError('not_signed_in');
  const ctx = userCtxOf(headers, viewer);
  if (!ctx) throw new AppError('forbidden', { message: 'You belong to no organization.' });
  return ctx;
}

/** The context of a signed-in reviewer's acts; null: nobody is signed in, or is no reviewer. */
export async function getReviewerCtx(headers: HeaderReader): Promise<ReviewerCtx | null> {
  const viewer = await getViewer(headers);
  const actor = viewer && reviewerOf(viewer);
  return actor && ctxOf(headers, actor);
}

/** The context of what belongs to a signed-in person alone, in an organization or not, such as their sessions. */
export function personCtxOf(headers: HeaderReader, viewer: Viewer): PersonCtx {
  return ctxOf(headers, personOf(viewer));
}

/** Like `personCtxOf`, of whoever is signed in. Throws `not_signed_in`. */
export async function requirePersonCtx(headers: HeaderReader): Promise<PersonCtx> {
  const viewer = await getViewer(headers);
  if (!viewer) throw new AppError('not_signed_in');
  return personCtxOf(headers, viewer);
}

function ctxOf<A extends Actor>(headers: HeaderReader, actor: A): Ctx<A> {
  const { clientAddress, requestId } = requestFacts(headers);
  return { db: getDatabase(), clock: systemClock, actor, requestId, clientAddress };
}
