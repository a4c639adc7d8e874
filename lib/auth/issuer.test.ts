import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { clientAddressHeader } from '#lib/auth/request-facts.ts';
import { getViewer, requireUserCtx } from '#lib/auth/session.ts';
import { callNextAuth, startIssuerSignIn } from '#lib/auth/start-issuer.ts';
import { setDatabase } from '#lib/db/client.ts';
import { oidcIdentities } from '#lib/db/schema/entry.ts';
import { auditEntries, sessions, users } from '#lib/db/schema/identity.ts';
import { endSession } from '#lib/domain/sessions/end-session.ts';
import { requireRecentSignIn } from '#lib/domain/sessions/recent-sign-in.ts';
import { inviteMember } from '#lib/domain/team/invitations.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { systemClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import {
  clientId,
  clientSecret,
  type Issuer,
  IssuerBrowser,
  startIssuer,
} from '../../test/support/issuer.ts';
import { configureMail } from '../../test/support/mail-config.ts';
import { makePartner, type TestPartner } from '../../test/support/partner.ts';

const portalUrl = 'https://developers.example.com';
const back = `${portalUrl}/api/auth/callback/oidc`;
let database: TestDatabase;
let issuer: Issuer;
let partner: TestPartner;
let words = 0;

const configure = (issuerUrl: string) =>
  configureMail(null, {
    OIDC_ISSUER: issuerUrl,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  });

beforeAll(async () => {
  database = await createTestDatabase();
  setDatabase(database.db);
  issuer = await startIssuer(back);
});
afterAll(async () => {
  await issuer.close();
  await database.drop();
});
beforeEach(async () => {
  configure(issuer.url);
  partner = await makePartner(database.db, `masar${++words}`);
});

type Jar = Record<string, string>;
const headersOf = (jar: Jar = {}) =>
  new Headers({
    [clientAddressHeader]: '192.0.2.7',
    cookie: Object.entries(jar)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  });

function keep(jar: Jar, lines: readonly string[]): Jar {
  const next = { ...jar };
  for (const line of lines) {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    next[pair.slice(0, at)] = decodeURIComponent(pair.slice(at + 1));
  }
  return next;
}

type Change = (answer: { url: URL; jar: Jar }) => void;
type Walk = { jar?: Jar; again?: boolean; browser?: IssuerBrowser; change?: Change };

/** From the button to where the callback sends the browser. */
async function enter(login: string, walk: Walk = {}) {
  const { jar = {}, again = false, browser = new IssuerBrowser(), change } = walk;
  const begun = await startIssuerSignIn(headersOf(jar), { returnTo: '/dashboard/team', again });
  const started = keep(jar, begun.setCookies);
  const { url, asked } = await browser.walk(begun.location ?? '', login, back);
  change?.({ url, jar: started });
  const query = Object.fromEntries(url.searchParams);
  const action = ['callback', 'oidc'];
  const call = { method: 'GET', action, query, cookies: started } as const;
  const answer = await callNextAuth(headersOf(started), call);
  return { ...answer, jar: keep(started, answer.setCookies), asked, begun };
}

const invite = async (email: string) => inviteMember(partner.ctx, { email, role: 'developer' });
const person = (facts: object = {}) => {
  const login = `sub-${++words}`;
  const known = { email: `${login}@masar.example`, email_verified: true, name: 'سارة', ...facts };
  issuer.people.set(login, known);
  return { login, email: known.email };
};
const viewerOf = (jar: Jar) => getViewer(headersOf(jar));

it('asks with state, nonce and PKCE, and never for more than who somebody is', async () => {
  const { location, setCookies } = await startIssuerSignIn(headersOf(), {
    returnTo: '/',
    again: false,
  });
  const asked = new URL(location ?? '');
  expect(asked.origin).toBe(issuer.url);
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    response_type: 'code',
    scope: 'openid email profile',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/.{43}/),
    state: expect.stringMatching(/.{20}/),
    nonce: expect.stringMatching(/.{20}/),
    redirect_uri: back,
  });
  for (const line of setCookies)
    expect(line).toMatch(/^__Host-portal\..*HttpOnly.*Secure.*SameSite=Lax/i);
});

it('a verified address that was invited joins its organization at the first sign-in', async () => {
  const { login, email } = person();
  await invite(email.toUpperCase());
  const { location, jar } = await enter(login);
  expect(location).toBe(`${portalUrl}/dashboard/team`);
  const viewer = await viewerOf(jar);
  expect(viewer).toMatchObject({
    user: { email, name: 'سارة' },
    org: { id: partner.orgId, role: 'developer' },
  });
  const [user] = await database.db.select().from(users).where(eq(users.email, email));
  expect(user?.passwordHash).toBeNull();
  expect(await database.db.$count(oidcIdentities, eq(oidcIdentities.subject, login))).toBe(1);
  await endSession(systemCtx(database.db, systemClock), viewer?.sessionId ?? 'ses_');
  expect(await viewerOf(jar)).toBeNull();
  issuer.people.set(login, { email: 'renamed@masar.example', email_verified: false });
  expect((await viewerOf((await enter(login)).jar))?.user.email).toBe(email);
});

it('a verified address finds its account, which leaves a trace', async () => {
  const { login } = person({ email: partner.email });
  const { jar } = await enter(login);
  expect(await viewerOf(jar)).toMatchObject({ user: { id: partner.userId } });
  const linked = and(
    eq(auditEntries.orgId, partner.orgId),
    eq(auditEntries.action, 'identity.linked'),
  );
  expect(await database.db.$count(auditEntries, linked)).toBe(1);
});

it.each([false, undefined])(
  'an address that is not verified (%s) finds neither account nor invitation',
  async (email_verified) => {
    const known = person({ email: partner.email, email_verified });
    const invited = person({ email_verified });
    await invite(invited.email);
    for (const { login } of [known, invited]) {
      const { location, jar } = await enter(login);
      expect(location).toContain('/signin?error=unverified');
      expect(await viewerOf(jar)).toBeNull();
    }
  },
);

it('somebody without account and invitation gets no account', async () => {
  const { login, email } = person();
  const { location, jar } = await enter(login);
  expect(location).toContain('/signin?error=unknown');
  expect(await viewerOf(jar)).toBeNull();
  expect(await database.db.$count(users, eq(users.email, email))).toBe(0);
});

const cookieOf = (jar: Jar, part: string) =>
  Object.keys(jar).find((name) => name.endsWith(`.${part}`)) ?? '';
const faults: [string, Change][] = [
  ['a changed state', ({ url }) => url.searchParams.set('state', 'another-state')],
  ['no state', ({ url }) => url.searchParams.delete('state')],
  ['no state cookie', ({ jar }) => delete jar[cookieOf(jar, 'state')]],
  ['no nonce cookie', ({ jar }) => delete jar[cookieOf(jar, 'nonce')]],
  ['no PKCE verifier', ({ jar }) => delete jar[cookieOf(jar, 'pkce')]],
  ['a changed code', ({ url }) => url.searchParams.set('code', 'another-code')],
  ['an answer of another issuer', ({ url }) => url.searchParams.set('iss', 'https://evil.example')],
  ['an error', ({ url }) => url.searchParams.set('error', 'access_denied')],
];
it.each(faults)('nobody gets in with %s', async (_name, change) => {
  const { login } = person({ email: partner.email });
  const before = await database.db.$count(sessions);
  const { location, jar } = await enter(login, { change });
  expect(location).toMatch(/\/api\/auth\/error\?error=(OAuth)?Callback$/);
  expect(await viewerOf(jar)).toBeNull();
  expect(await database.db.$count(sessions)).toBe(before);
});

it.each(['nonce', 'state', 'pkce'])(
  'nobody gets in with the %s of another sign-in',
  async (part) => {
    const { login } = person({ email: partner.email });
    const other = await startIssuerSignIn(headersOf(), { returnTo: '/', again: false });
    const theirs = keep({}, other.setCookies);
    const change: Change = ({ jar }) => {
      jar[cookieOf(jar, part)] = theirs[cookieOf(theirs, part)] ?? '';
    };
    const { location, jar } = await enter(login, { change });
    expect(location).toContain('error=OAuthCallback');
    expect(await viewerOf(jar)).toBeNull();
  },
);

it('nobody gets in when the configured issuer is not the one that answers', async () => {
  const { login } = person({ email: partner.email });
  configure(issuer.url.replace('127.0.0.1', 'localhost'));
  const { location, jar } = await enter(login);
  expect(location).toContain('error=OAuthCallback');
  expect(await viewerOf(jar)).toBeNull();
});

it('says so when the issuer cannot be reached', async () => {
  configure('http://127.0.0.1:9');
  const { location } = await startIssuerSignIn(headersOf(), { returnTo: '/', again: false });
  expect(location).toContain('error=OAuthSignin');
});

it('confirms through the issuer, which asks again, and keeps the session', async () => {
  const { login } = person({ email: partner.email });
  const browser = new IssuerBrowser();
  const first = await enter(login, { browser });
  const ctx = await requireUserCtx(headersOf(first.jar));
  const { sessionId } = ctx.actor;
  await expect(requireRecentSignIn(ctx)).resolves.toBeUndefined();
  const old = new Date(Date.now() - 3_600_000);
  await database.db
    .update(sessions)
    .set({ authenticatedAt: old })
    .where(eq(sessions.id, sessionId));
  await expect(requireRecentSignIn(ctx)).rejects.toMatchObject({ code: 'confirmation_required' });
  const second = await enter(login, { browser, jar: first.jar, again: true });
  expect(second.asked).toBe(true);
  expect((await viewerOf(second.jar))?.sessionId).toBe(sessionId);
  await expect(requireRecentSignIn(ctx)).resolves.toBeUndefined();
});

it('somebody else at the issuer confirms nothing and takes over nothing', async () => {
  const { login } = person({ email: partner.email });
  const other = person();
  await invite(other.email);
  const first = await enter(login);
  const { location, jar } = await enter(other.login, { jar: first.jar, again: true });
  expect(location).toContain('/signin?error=other_person');
  expect((await viewerOf(jar))?.user.id).toBe(partner.userId);
});

it('a first account of an address is made once, however often it comes at once', async () => {
  const { login, email } = person();
  await invite(email);
  await Promise.all([enter(login), enter(login)]);
  expect(await database.db.$count(users, eq(users.email, email))).toBe(1);
});

it('an account that was made by hand is found without regard to case', async () => {
  const { login, email } = person();
  const account = { email: email.toUpperCase(), password: 'tram-lamp-fig-22', name: 'Huda' };
  const { userId } = await createUser(systemCtx(database.db, systemClock), account);
  expect((await viewerOf((await enter(login)).jar))?.user.id).toBe(userId);
});
