import type { Db } from '../db/client.ts';
import type { MemberRole } from '../db/schema/identity.ts';
import type { Clock } from '../std/clock.ts';
import type { AppId, InstallationId, OrgId, RequestId, SessionId, UserId } from '../std/ids.ts';

/** Who does it. A union, so that "who did this" is never a guess. */
export type Actor =
  | { type: 'user'; userId: UserId; sessionId: SessionId; orgId: OrgId; role: MemberRole }
  | {
      type: 'installation';
      installationId: InstallationId;
      appId: AppId;
      orgId: OrgId;
      tenantId: number;
      /** What this token may do, sorted. */
      scopes: readonly string[];
    }
  /** Somebody of the platform, who decides about applications and versions; belongs to no organization in this. */
  | { type: 'reviewer'; userId: UserId; sessionId: SessionId }
  /** Signed in, in no organization and no reviewer: to their own account alone. */
  | { type: 'person'; userId: UserId; sessionId: SessionId }
  | { type: 'operator' }
  | { type: 'system' };

/** What every verb gets first: the database (or the transaction it runs in), the time, the actor. */
export type Ctx<A extends Actor = Actor> = {
  db: Db;
  clock: Clock;
  actor: A;
  /** The request that this is part of; kept with events and audit entries. */
  requestId: RequestId | null;
  clientAddress: string | null;
};

export type UserActor = Extract<Actor, { type: 'user' }>;
export type InstallationActor = Extract<Actor, { type: 'installation' }>;
export type UserCtx = Ctx<UserActor>;
export type InstallationCtx = Ctx<InstallationActor>;
export type ReviewerActor = Extract<Actor, { type: 'reviewer' }>;
export type ReviewerCtx = Ctx<ReviewerActor>;
export type PersonActor = UserActor | ReviewerActor | Extract<Actor, { type: 'person' }>;
/** Somebody who is signed in, in an organization or not: for what belongs to the person alone. */
export type PersonCtx = Ctx<PersonActor>;
export type OperatorCtx = Ctx<Extract<Actor, { type: 'operator' }>>;

/** How the audit trail and the pages name an actor. */
export function actorName(actor: Actor): string {
  switch (actor.type) {
    case 'user':
      return `user:${actor.userId}`;
    case 'installation':
      return `installation:${actor.installationId}`;
    case 'reviewer':
      return `reviewer:${actor.userId}`;
    case 'person':
      return `user:${actor.userId}`;
    case 'operator':
      return 'operator';
    case 'system':
      return 'system';
  }
}
