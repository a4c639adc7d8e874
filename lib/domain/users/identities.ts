import { AppError } from '#lib/errors.ts';
import { newId, type SessionId, type UserId } from '#lib/std/ids.ts';
import { plainLine } from '#lib/std/plain-text.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { markAuthenticated } from '../sessions/queries.ts';
import { recentSignInMs } from '../sessions/recent-sign-in.ts';
import { type SignInResult, startSession } from '../sessions/sign-in.ts';
import { joinInvited } from '../team/invitations.ts';
import { findOldestInvitation } from '../team/queries.ts';
import { inTransaction } from '../transaction.ts';
import { findIdentity, insertIdentity } from './identity-queries.ts';
import { findOrgOf, holdUser } from './password-queries.ts';
import { findUserByEmail, insertUser } from './queries.ts';
import { emailAddress } from './schemas.ts';

/** Who the identity provider says is there, after its answer was checked. */
export type Identity = {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string | null;
  /** When the provider last asked the person; null: it does not say. */
  authenticatedAt: Date | null;
};

/** Why somebody whom the provider knows does not get in. */
export class IdentityRefused extends Error {
  override readonly name = 'IdentityRefused';
  readonly reason: 'unverified' | 'unknown' | 'other_person' | 'not_asked';
  constructor(reason: IdentityRefused['reason']) {
    super(`The identity was refused: ${reason}.`);
    this.reason = reason;
  }
}

/**
 * Begins a session for somebody whom the provider knows. The pair of issuer and subject is who they are. At the first
 * sign-in a verified address finds its account, or the invitation that makes one; an address that the provider has
 * not verified finds nothing. Throws `IdentityRefused`.
 */
export async function signInWithIdentity(
  ctx: Ctx,
  identity: Identity,
  userAgent: string | null,
): Promise<SignInResult> {
  return inTransaction(ctx, async (ctx) => {
    const { issuer, subject } = identity;
    const known = await findIdentity(ctx.db, issuer, subject);
    const userId = known ?? (await linkIdentity(ctx, identity));
    const session = await startSession(ctx, userId, userAgent, whenAsked(ctx, identity));
    const email = identity.emailVerified ? identity.email : null;
    if (email && !known) await joinInvited(ctx, { ...session, email });
    return session;
  });
}

/**
 * The signed-in person proves once more who they are, through the provider: for ten minutes what needs it is open to
 * this session. Throws `IdentityRefused` for another person, and when the provider did not ask anew.
 */
export async function confirmWithIdentity(
  ctx: Ctx,
  identity: Identity,
  current: { sessionId: SessionId; userId: UserId },
): Promise<void> {
  const { issuer, subject } = identity;
  const userId = await findIdentity(ctx.db, issuer, subject);
  if (userId !== current.userId) throw new IdentityRefused('other_person');
  const asked = whenAsked(ctx, identity);
  // An answer out of a session that the provider kept from before proves nothing new.
  if (asked.getTime() <= ctx.clock.now().getTime() - recentSignInMs) {
    throw new IdentityRefused('not_asked');
  }
  await markAuthenticated(ctx.db, current.sessionId, asked);
}

/** When the person was last asked, never later than now; a provider that does not say counts as long ago. */
function whenAsked(ctx: Ctx, { authenticatedAt }: Identity): Date {
  const now = ctx.clock.now();
  if (!authenticatedAt) return new Date(0);
  return authenticatedAt > now ? now : authenticatedAt;
}

async function linkIdentity(ctx: Ctx, identity: Identity): Promise<UserId> {
  const { issuer, subject, emailVerified } = identity;
  const email = emailAddress.safeParse(identity.email ?? '').data;
  if (!email || !emailVerified) throw new IdentityRefused('unverified');
  const userId = await findOrMakeUser(ctx, email, identity.name);
  const createdAt = ctx.clock.now();
  await holdUser(ctx.db, userId);
  if (!(await insertIdentity(ctx.db, { issuer, subject, userId, createdAt }))) {
    const known = await findIdentity(ctx.db, issuer, subject);
    if (!known) throw new AppError('sign_in_failed');
    return known;
  }
  await recordAudit(ctx, {
    orgId: await findOrgOf(ctx.db, userId),
    action: 'identity.linked',
    subject: userId,
    details: { issuer },
  });
  return userId;
}

async function findOrMakeUser(ctx: Ctx, email: string, name: string | null): Promise<UserId> {
  const found = await findUserByEmail(ctx.db, email);
  if (found) return found.id;
  const createdAt = ctx.clock.now();
  if (!(await findOldestInvitation(ctx.db, email, createdAt))) throw new IdentityRefused('unknown');
  const id = newId('usr', createdAt.getTime());
  const called = plainLine(name ?? '').slice(0, 120) || (email.split('@')[0] ?? email);
  const made = await insertUser(ctx.db, { id, email, name: called, passwordHash: null, createdAt });
  if (made) return made.id;
  const other = await findUserByEmail(ctx.db, email);
  if (!other) throw new IdentityRefused('unknown');
  return other.id;
}
