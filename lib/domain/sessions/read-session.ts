import type { MemberRole } from '#lib/db/schema/identity.ts';
import type { OrgId, SessionId, UserId } from '#lib/std/ids.ts';
import type { Ctx, PersonActor, ReviewerActor, UserActor } from '../ctx.ts';
import { findLiveSession, type LiveSessionRow, touchSession } from './queries.ts';
import { sessionIdleMs } from './sign-in.ts';

/** Who is signed in, for pages: the person, and the organization they work for (null: none yet). */
export type Viewer = {
  sessionId: SessionId;
  /** When the password (or the identity provider) was last asked. */
  authenticatedAt: Date;
  user: { id: UserId; email: string; name: string; isReviewer: boolean };
  org: { id: OrgId; name: string; role: MemberRole } | null;
};

// Writing on each request would make reading pages a load of writes; a minute is exact enough for "last seen".
const touchEveryMs = 60_000;

/**
 * The person behind a session id, or null when the session has ended, is too old, was idle for too long, or
 * never was. Asked on every request, so that ending a session works at once everywhere.
 */
export async function readSession(ctx: Ctx, sessionId: SessionId): Promise<Viewer | null> {
  const now = ctx.clock.now();
  const idleSince = new Date(now.getTime() - sessionIdleMs);
  const row = await findLiveSession(ctx.db, sessionId, now, idleSince);
  return row && sawSession(ctx, row);
}

/** The person of a living session that was found together with something else; notes that it was used. */
export async function sawSession(ctx: Ctx, row: LiveSessionRow): Promise<Viewer> {
  const now = ctx.clock.now();
  const touchBefore = new Date(now.getTime() - touchEveryMs);
  if (row.lastSeenAt < touchBefore) await touchSession(ctx.db, row.sessionId, now, touchBefore);
  return viewerOf(row);
}

function viewerOf(row: LiveSessionRow): Viewer {
  const { sessionId, authenticatedAt, userId, email, name, isReviewer } = row;
  const { orgId, orgName, role } = row;
  return {
    sessionId,
    authenticatedAt,
    user: { id: userId, email, name, isReviewer },
    org: orgId && orgName !== null && role ? { id: orgId, name: orgName, role } : null,
  };
}

/** The actor of what the viewer does; null for people without an organization, who can do nothing in one. */
export function actorOf(viewer: Viewer): UserActor | null {
  if (!viewer.org) return null;
  const { id: orgId, role } = viewer.org;
  return { type: 'user', userId: viewer.user.id, sessionId: viewer.sessionId, orgId, role };
}

/** The actor of what the viewer does as a reviewer; null for people who are none. */
export function reviewerOf(viewer: Viewer): ReviewerActor | null {
  if (!viewer.user.isReviewer) return null;
  return { type: 'reviewer', userId: viewer.user.id, sessionId: viewer.sessionId };
}

/** The actor of what the viewer does about their own account: everybody who is signed in is one. */
export function personOf(viewer: Viewer): PersonActor {
  const { sessionId, user } = viewer;
  return actorOf(viewer) ?? reviewerOf(viewer) ?? { type: 'person', userId: user.id, sessionId };
}
