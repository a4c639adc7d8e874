import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { auditEntries, type MemberRole, users } from '#lib/db/schema/identity.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { actorOf, readSession } from '#lib/domain/sessions/read-session.ts';
import { startSession } from '#lib/domain/sessions/sign-in.ts';
import {
  acceptInvitation,
  invitationLivesMs,
  inviteMember,
  joinWithNewAccount,
  readInvitation,
  withdrawInvitation,
} from '#lib/domain/team/invitations.ts';
import { changeRole, listTeam, removeMember } from '#lib/domain/team/manage-team.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { invariant } from '#lib/std/invariant.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { configureMail, queuedMails, secretIn } from '../../../test/support/mail-config.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';

const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
const password = 'tram-lamp-fig-22';
let database: TestDatabase;
let partner: TestPartner;
let stranger: TestPartner;
let words = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  configureMail(null);
  stranger = await makePartner(database.db, 'stranger', { clock });
});
afterAll(() => database.drop());
beforeEach(async () => {
  partner = await makePartner(database.db, `masar${++words}`, { clock });
});

const portal = () => systemCtx(database.db, clock);
const refusal = (code: string) => expect.objectContaining({ code });
const as = (role: MemberRole): UserCtx => ({
  ...partner.ctx,
  actor: { ...partner.ctx.actor, role },
});

/** Somebody who joins the partner by a link. */
async function joined(role: MemberRole, name = 'سارة الزهراني'): Promise<UserCtx> {
  const email = `${role}${++words}@masar.example`;
  const { secret } = await inviteMember(partner.ctx, { email, role });
  const session = await joinWithNewAccount(portal(), { secret, name, password, userAgent: null });
  const viewer = await readSession(portal(), session.sessionId);
  const actor = viewer && actorOf(viewer);
  invariant(actor, 'whoever joined acts in the organization');
  return { ...partner.ctx, actor };
}
const actorNow = async (ctx: UserCtx) => {
  const viewer = await readSession(portal(), ctx.actor.sessionId);
  return viewer && actorOf(viewer);
};

it('a link makes an account with the role that was offered, signed in, and works once', async () => {
  const email = 'Sara@Masar.example';
  const { secret } = await inviteMember(partner.ctx, { email, role: 'developer' });
  expect(await readInvitation(portal(), secret)).toMatchObject({ email, role: 'developer' });
  const input = { secret, name: 'سارة الزهراني', password, userAgent: 'Firefox' };
  const answers = await Promise.allSettled([
    joinWithNewAccount(portal(), input),
    joinWithNewAccount(portal(), input),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const team = await listTeam(partner.ctx);
  expect(team.members).toMatchObject([{ role: 'owner' }, { email, role: 'developer' }]);
  expect(team.invitations).toEqual([]);
  await expect(readInvitation(portal(), secret)).rejects.toEqual(refusal('not_found'));
  const entries = await database.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.orgId, partner.orgId), eq(auditEntries.action, 'member.joined')));
  expect(entries).toMatchObject([{ actor: `user:${team.members[1]?.userId}` }]);
  expect(JSON.stringify(entries)).not.toContain(secret);
});

it('a weak password makes nothing, and the link stays good', async () => {
  const { secret } = await inviteMember(partner.ctx, { email: 'a@b.example', role: 'viewer' });
  const weak = { secret, name: 'Omar', password: 'short', userAgent: null };
  await expect(joinWithNewAccount(portal(), weak)).rejects.toEqual(refusal('validation_failed'));
  expect(await database.db.$count(users, eq(users.email, 'a@b.example'))).toBe(0);
  await expect(readInvitation(portal(), secret)).resolves.toBeTruthy();
});

it('somebody with an account joins while signed in, and nobody else with the same link', async () => {
  const email = `khalid${++words}@masar.example`;
  const { userId } = await createUser(portal(), { email, password, name: 'Khalid Al-Otaibi' });
  const session = await startSession(portal(), userId, null);
  const { secret } = await inviteMember(partner.ctx, { email: email.toUpperCase(), role: 'admin' });
  const anew = { secret, name: 'Khalid', password, userAgent: null };
  await expect(joinWithNewAccount(portal(), anew)).rejects.toEqual(refusal('conflict'));
  const other = { secret, userId: stranger.userId, sessionId: stranger.ctx.actor.sessionId };
  await expect(acceptInvitation(portal(), other)).rejects.toEqual(refusal('forbidden'));
  await acceptInvitation(portal(), { secret, ...session });
  const viewer = await readSession(portal(), session.sessionId);
  expect(viewer?.org).toMatchObject({ id: partner.orgId, role: 'admin' });
});

it('whoever works for an organization already is told to leave it first', async () => {
  const { email, userId, ctx } = stranger;
  const { secret } = await inviteMember(partner.ctx, { email, role: 'admin' });
  const accept = acceptInvitation(portal(), { secret, userId, sessionId: ctx.actor.sessionId });
  await expect(accept).rejects.toEqual(refusal('conflict'));
});

it('invites an address once, a member never; withdrawn and expired links are worth nothing', async () => {
  const wish = { email: 'once@masar.example', role: 'viewer' as const };
  const asked = [inviteMember(partner.ctx, wish), inviteMember(partner.ctx, wish)];
  const answers = await Promise.allSettled(asked);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const self = inviteMember(partner.ctx, { email: partner.email.toUpperCase(), role: 'viewer' });
  await expect(self).rejects.toEqual(refusal('conflict'));
  const made = await inviteMember(partner.ctx, { email: 'b@masar.example', role: 'viewer' });
  await withdrawInvitation(partner.ctx, made);
  await withdrawInvitation(partner.ctx, made);
  await expect(readInvitation(portal(), made.secret)).rejects.toEqual(refusal('not_found'));
  const late = await inviteMember(partner.ctx, { email: 'b@masar.example', role: 'viewer' });
  clock.advance(invitationLivesMs);
  await expect(readInvitation(portal(), late.secret)).rejects.toEqual(refusal('not_found'));
  await expect(inviteMember(partner.ctx, wish)).resolves.toHaveProperty('secret');
});

it('protects the last owner, also when two owners leave at once', async () => {
  const { userId } = partner;
  const demote = changeRole(partner.ctx, { userId, role: 'admin' });
  await expect(demote).rejects.toEqual(refusal('conflict'));
  await expect(removeMember(partner.ctx, { userId })).rejects.toEqual(refusal('conflict'));
  const second = await joined('owner');
  const answers = await Promise.allSettled([
    removeMember(partner.ctx, { userId }),
    removeMember(second, { userId: second.actor.userId }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const { members } = await listTeam(partner.ctx);
  expect(members.filter(({ role }) => role === 'owner')).toHaveLength(1);
});

it('a new role and a removal hold with the next request', async () => {
  const sara = await joined('developer');
  const { userId } = sara.actor;
  await changeRole(partner.ctx, { userId, role: 'viewer' });
  await changeRole(partner.ctx, { userId, role: 'viewer' });
  expect(await actorNow(sara)).toMatchObject({ role: 'viewer' });
  const entries = await database.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subject, userId), eq(auditEntries.action, 'member.role_changed')));
  expect(entries).toMatchObject([{ details: { before: 'developer', after: 'viewer' } }]);
  await removeMember(partner.ctx, { userId });
  expect(await actorNow(sara)).toBeNull();
});

it('admins manage the team but no owners; developers and viewers only leave', async () => {
  const admin = await joined('admin');
  const viewer = await joined('viewer');
  const { userId } = viewer.actor;
  await changeRole(admin, { userId, role: 'developer' });
  const acts = (ctx: UserCtx) => [
    () => changeRole(ctx, { userId: partner.userId, role: 'viewer' }),
    () => removeMember(ctx, { userId: partner.userId }),
    () => changeRole(ctx, { userId: admin.actor.userId, role: 'owner' }),
    () => inviteMember(ctx, { email: 'x@masar.example', role: 'owner' }),
  ];
  for (const ctx of [admin, as('developer'), as('viewer')]) {
    const acting =
      ctx === admin ? admin : { ...viewer, actor: { ...viewer.actor, role: ctx.actor.role } };
    for (const act of acts(acting)) await expect(act()).rejects.toEqual(refusal('forbidden'));
  }
  await removeMember(viewer, { userId });
  expect((await listTeam(as('viewer'))).invitations).toEqual([]);
});

it('another organization’s members and invitations do not exist', async () => {
  const { invitationId } = await inviteMember(partner.ctx, {
    email: 'c@masar.example',
    role: 'viewer',
  });
  const { userId } = partner;
  for (const act of [
    () => changeRole(stranger.ctx, { userId, role: 'viewer' }),
    () => removeMember(stranger.ctx, { userId }),
    () => removeMember(stranger.ctx, { userId: 'usr_x' }),
    () => withdrawInvitation(stranger.ctx, { invitationId }),
    () => withdrawInvitation(partner.ctx, { invitationId: '../x' }),
  ]) {
    await expect(act()).rejects.toEqual(refusal('not_found'));
  }
});

it('two owners who demote each other at once: one of them stays owner', async () => {
  const second = await joined('owner');
  const answers = await Promise.allSettled([
    changeRole(partner.ctx, { userId: second.actor.userId, role: 'viewer' }),
    changeRole(second, { userId: partner.userId, role: 'viewer' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const { members } = await listTeam(partner.ctx);
  expect(members.map(({ role }) => role)).toEqual(['owner', 'viewer']);
});

it('whoever was demoted a moment ago does not act with the role from before', async () => {
  const admin = await joined('admin');
  const viewer = await joined('viewer');
  await changeRole(partner.ctx, { userId: admin.actor.userId, role: 'viewer' });
  const { userId } = viewer.actor;
  const wish = { email: 'late@masar.example', role: 'viewer' as const };
  for (const act of [
    () => changeRole(admin, { userId, role: 'developer' }),
    () => removeMember(admin, { userId }),
    () => inviteMember(admin, wish),
  ]) {
    await expect(act()).rejects.toEqual(refusal('forbidden'));
  }
});

it('nobody joins two organizations at once', async () => {
  const email = `huda${++words}@masar.example`;
  const { userId } = await createUser(portal(), { email, password, name: 'Huda Al-Harbi' });
  const { sessionId } = await startSession(portal(), userId, null);
  const secrets = [
    (await inviteMember(partner.ctx, { email, role: 'viewer' })).secret,
    (await inviteMember(stranger.ctx, { email, role: 'viewer' })).secret,
  ];
  const answers = await Promise.allSettled(
    secrets.map((secret) => acceptInvitation(portal(), { secret, userId, sessionId })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('with a mail server the link is mailed, with names that are text', async () => {
  configureMail('smtp://127.0.0.1:1');
  const email = `omar${++words}@masar.example`;
  const made = await inviteMember(partner.ctx, { email, role: 'developer' });
  configureMail(null);
  expect(made.mailed).toBe(true);
  const mail = (await queuedMails(database.db)).at(-1);
  expect(mail).toMatchObject({ to: email, subject: expect.stringContaining('masar') });
  expect(secretIn(mail, '/invitations')).toBe(made.secret);
});
