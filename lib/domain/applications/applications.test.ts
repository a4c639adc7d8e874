import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { mails, partnerApplications } from '#lib/db/schema/entry.ts';
import { auditEntries, memberships, organizations, users } from '#lib/db/schema/identity.ts';
import {
  apply,
  confirmApplication,
  newApplicationSecret,
  readOwnApplication,
} from '#lib/domain/applications/apply.ts';
import {
  approveApplication,
  declineApplication,
  renewOwnerLink,
} from '#lib/domain/applications/decide.ts';
import { getApplication, listApplications } from '#lib/domain/applications/review.ts';
import type { ReviewerCtx } from '#lib/domain/ctx.ts';
import { actorOf, readSession } from '#lib/domain/sessions/read-session.ts';
import { signIn } from '#lib/domain/sessions/sign-in.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { readPasswordLink, redeemPasswordLink } from '#lib/domain/users/password-links.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { configureMail, queuedMails, secretIn } from '../../../test/support/mail-config.ts';
import { makePartner } from '../../../test/support/partner.ts';

const clock = fixedClock(new Date('2026-04-26T07:30:00Z'));
const password = 'tram-lamp-fig-22';
let database: TestDatabase;
let reviewer: ReviewerCtx;
let words = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  configureMail(null);
  const email = 'reviewer@okta-portal.example';
  const { userId } = await createUser(portal(), {
    email,
    password,
    name: 'Rana',
    isReviewer: true,
  });
  const actor = { type: 'reviewer', userId, sessionId: newId('ses') } as const;
  reviewer = { ...portal(), actor };
});
afterAll(() => database.drop());
beforeEach(async () => {
  configureMail(null);
  clock.advance(3_600_000);
  await database.db.delete(mails);
});

const portal = () => ({ ...systemCtx(database.db, clock), clientAddress: '203.0.113.4' });
const refusal = (code: string) => expect.objectContaining({ code });
const form = () => ({
  secret: newApplicationSecret(),
  company: 'مسار Learning',
  site: 'masar.example',
  contactName: 'سارة Al-Zahrani',
  email: `Sara${++words}@masar.example`,
  integrationType: 'external' as const,
  useCase: 'We show the attendance of each pupil to the guardians in our own app.',
});
const idOf = async (email: string) => {
  const rows = await database.db.select().from(partnerApplications);
  return rows.findLast((row) => row.email === email)?.id ?? '';
};
const sent = async () => {
  const wish = form();
  await apply(portal(), wish);
  return { ...wish, id: await idOf(wish.email) };
};

it('an application waits for a reviewer, and its state is behind its link alone', async () => {
  const wish = form();
  expect(await apply(portal(), wish)).toEqual({ secret: wish.secret, status: 'pending' });
  expect(await readOwnApplication(portal(), wish.secret)).toMatchObject({
    company: 'مسار Learning',
    site: 'https://masar.example',
    status: 'pending',
  });
  await expect(readOwnApplication(portal(), newApplicationSecret())).rejects.toEqual(
    refusal('not_found'),
  );
  const [row] = await database.db.select().from(partnerApplications);
  expect(JSON.stringify(row)).not.toContain(wish.secret);
  expect(await database.db.$count(mails)).toBe(0);
});

it.each([null, 'smtp://127.0.0.1:1'])(
  'a form that is sent twice is one application (%s)',
  async (smtp) => {
    configureMail(smtp);
    const wish = form();
    const answers = await Promise.all([apply(portal(), wish), apply(portal(), wish)]);
    answers.push(await apply(portal(), wish));
    expect(new Set(answers.map(({ secret }) => secret))).toEqual(new Set([wish.secret]));
    const count = database.db.$count(
      partnerApplications,
      eq(partnerApplications.email, wish.email),
    );
    expect(await count).toBe(1);
    expect(await database.db.$count(mails)).toBe(smtp ? 1 : 0);
  },
);

it('says by field what is missing', async () => {
  const wrong = {
    ...form(),
    company: ' ',
    site: 'not a site',
    email: 'sara',
    useCase: 'Attendance',
  };
  await expect(apply(portal(), wrong)).rejects.toMatchObject({
    code: 'validation_failed',
    details: {
      errors: { company: [/name/], site: [/https/], email: [/e-mail/], useCase: [/40/] },
    },
  });
});

it.each(['javascript:alert(1)', 'ftp://masar.example', 'https://u:p@masar.example', 'localhost'])(
  'takes no site %s',
  async (site) => {
    const refused = apply(portal(), { ...form(), site });
    await expect(refused).rejects.toMatchObject({ details: { errors: { site: [/./] } } });
  },
);

it('takes an address that has an account like any other', async () => {
  const email = `known${++words}@masar.example`;
  await createUser(portal(), { email, password, name: 'Huda' });
  await expect(apply(portal(), { ...form(), email })).resolves.toMatchObject({ status: 'pending' });
});

it('one network cannot send a stream of applications', async () => {
  const from = { ...portal(), clientAddress: '2001:db9:1:2::7' };
  for (let i = 0; i < 30; i++) await apply(from, form());
  const next = { ...portal(), clientAddress: '2001:db9:1:2:ffff::1' };
  await expect(apply(next, form())).rejects.toEqual(refusal('rate_limited'));
  await expect(apply(portal(), form())).resolves.toMatchObject({ status: 'pending' });
});

it('with a mail server the address is confirmed first, once', async () => {
  configureMail('smtp://127.0.0.1:1');
  const wish = form();
  expect(await apply(portal(), wish)).toMatchObject({ status: 'unconfirmed' });
  const id = await idOf(wish.email);
  await expect(approveApplication(reviewer, { id })).rejects.toEqual(refusal('conflict'));
  const [mail] = await queuedMails(database.db);
  expect(mail?.to).toBe(wish.email);
  const secret = secretIn(mail, '/apply/confirm');
  await expect(confirmApplication(portal(), `${secret}x`)).rejects.toEqual(refusal('not_found'));
  await confirmApplication(portal(), secret);
  await confirmApplication(portal(), secret);
  expect(await readOwnApplication(portal(), wish.secret)).toMatchObject({ status: 'pending' });
});

it('whoever did not confirm does not keep the address from its owner', async () => {
  configureMail('smtp://127.0.0.1:1');
  const squatter = form();
  await apply(portal(), squatter);
  const owner = { ...form(), email: squatter.email };
  await expect(apply(portal(), owner)).resolves.toMatchObject({ status: 'unconfirmed' });
  await expect(readOwnApplication(portal(), squatter.secret)).rejects.toEqual(refusal('not_found'));
});

it('approved twice at once is one organization, whose owner chooses a password and signs in', async () => {
  const { id, email } = await sent();
  const answers = await Promise.all([
    approveApplication(reviewer, { id }),
    approveApplication(reviewer, { id }),
  ]);
  expect(new Set(answers.map(({ orgId }) => orgId)).size).toBe(1);
  const links = answers.flatMap(({ link }) => link ?? []);
  expect(links).toHaveLength(1);
  const secret = links[0]?.secret ?? '';
  const orgId = answers[0]?.orgId ?? newId('org');
  expect(await database.db.$count(organizations, eq(organizations.id, orgId))).toBe(1);
  await redeemPasswordLink(portal(), { secret, password });
  const { sessionId } = await signIn(portal(), { email, password, userAgent: null });
  const viewer = await readSession(portal(), sessionId);
  expect(viewer && actorOf(viewer)).toMatchObject({ orgId, role: 'owner' });
  const entries = await database.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.orgId, orgId));
  expect(entries.map(({ action }) => action)).toEqual([
    'organization.created',
    'application.approved',
    'password.chosen',
  ]);
  expect(entries[1]?.actor).toBe(`reviewer:${reviewer.actor.userId}`);
  expect(JSON.stringify(entries)).not.toContain(secret);
});

it('with a mail server the link goes to the owner alone', async () => {
  const { id, email } = await sent();
  configureMail('smtp://127.0.0.1:1');
  expect(await approveApplication(reviewer, { id })).toMatchObject({ link: null, mailed: true });
  const [mail] = await queuedMails(database.db);
  expect(mail?.to).toBe(email);
  await expect(
    readPasswordLink(portal(), secretIn(mail, '/signin/password')),
  ).resolves.toMatchObject({ email });
});

it('an owner who has not chosen a password gets another link, and the first is worth nothing', async () => {
  const { id } = await sent();
  const first = await approveApplication(reviewer, { id });
  const second = await renewOwnerLink(reviewer, { id });
  const old = readPasswordLink(portal(), first.link?.secret ?? '');
  await expect(old).rejects.toEqual(refusal('not_found'));
  await redeemPasswordLink(portal(), { secret: second.link?.secret ?? '', password });
  await expect(renewOwnerLink(reviewer, { id })).rejects.toEqual(refusal('conflict'));
});

it('an applicant with an account becomes owner with it', async () => {
  const wish = form();
  const { userId } = await createUser(portal(), { email: wish.email, password, name: 'Huda' });
  await apply(portal(), { ...wish, email: wish.email.toUpperCase() });
  const id = await idOf(wish.email.toUpperCase());
  const { orgId, link } = await approveApplication(reviewer, { id });
  expect(link).toBeNull();
  const rows = await database.db.select().from(memberships).where(eq(memberships.userId, userId));
  expect(rows).toMatchObject([{ orgId, role: 'owner' }]);
  expect(await database.db.$count(users, eq(users.email, wish.email.toUpperCase()))).toBe(0);
});

it('somebody who works for an organization already is not torn out of it, and nothing is made', async () => {
  const partner = await makePartner(database.db, `madar${++words}`, { clock });
  const wish = { ...form(), email: partner.email };
  await apply(portal(), wish);
  const id = await idOf(wish.email);
  const before = await database.db.$count(organizations);
  await expect(approveApplication(reviewer, { id })).rejects.toEqual(refusal('conflict'));
  expect(await database.db.$count(organizations)).toBe(before);
  expect(await getApplication(reviewer, id)).toMatchObject({ status: 'pending', account: {} });
});

it('declined with a reason that the applicant reads, and decided once', async () => {
  const { id, secret } = await sent();
  await expect(declineApplication(reviewer, { id, reason: 'no' })).rejects.toEqual(
    refusal('validation_failed'),
  );
  configureMail('smtp://127.0.0.1:1');
  await declineApplication(reviewer, { id, reason: 'The site does not answer.\nTry again later.' });
  await declineApplication(reviewer, { id, reason: 'The site does not answer.' });
  expect(await readOwnApplication(portal(), secret)).toMatchObject({
    status: 'declined',
    reason: 'The site does not answer.\nTry again later.',
  });
  expect(await queuedMails(database.db)).toMatchObject([{ subject: /declined/ }]);
  await expect(approveApplication(reviewer, { id })).rejects.toEqual(refusal('conflict'));
});

it('is for reviewers alone', async () => {
  const { id } = await sent();
  const partner = await makePartner(database.db, `rafed${++words}`, { clock });
  for (const act of [
    () => listApplications(partner.ctx, {}),
    () => getApplication(partner.ctx, id),
    () => approveApplication(partner.ctx, { id }),
    () => renewOwnerLink(partner.ctx, { id }),
    () => declineApplication(partner.ctx, { id, reason: 'because I want it so' }),
  ]) {
    await expect(act()).rejects.toEqual(refusal('forbidden'));
  }
  await expect(getApplication(reviewer, 'apl_x')).rejects.toEqual(refusal('not_found'));
});

it('lists by state and by words, page by page', async () => {
  const special = { ...form(), company: '100%_Sure' };
  await apply(portal(), special);
  const { rows } = await listApplications(reviewer, { q: '0%_s' });
  expect(rows).toMatchObject([{ company: '100%_Sure' }]);
  const pending = await listApplications(reviewer, { status: 'pending' });
  expect(new Set(pending.rows.map(({ status }) => status))).toEqual(new Set(['pending']));
  const older = await listApplications(reviewer, { before: pending.rows[0]?.id });
  expect(older.rows[0]?.id).not.toBe(pending.rows[0]?.id);
});
