import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { closeSession, openSession } from '#lib/auth/open-session.ts';
import { clientAddressHeader } from '#lib/auth/request-facts.ts';
import { getUserCtx, getViewer, requireUserCtx } from '#lib/auth/session.ts';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { setDatabase } from '#lib/db/client.ts';
import { organizations } from '#lib/db/schema/identity.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { systemClock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

const credentials = { email: 'omar@almanar.example', password: 'tram-lamp-fig-22' };
const orgId = newId('org');
let test: TestDatabase;

function configure(env: Record<string, string>) {
  const config = parseEnv({ PORTAL_SECRET: 'a secret only for this test', ...env });
  setConfig({ ...config, secret: config.secret ?? '', databaseUrl: test.url });
}

beforeAll(async () => {
  test = await createTestDatabase();
  setDatabase(test.db);
  const now = systemClock.now();
  await test.db.insert(organizations).values({ id: orgId, name: 'Al Manar', createdAt: now });
  await createUser(systemCtx(test.db, systemClock), {
    ...credentials,
    name: 'Omar',
    membership: { orgId, role: 'developer' },
  });
});
beforeEach(() => configure({}));
afterAll(() => test.drop());

const from = (cookie?: string) =>
  new Headers({ [clientAddressHeader]: '192.0.2.7', ...(cookie ? { cookie } : {}) });

it('sets a cookie that is read back as the person, and holds nothing readable', async () => {
  const cookie = await openSession(from(), credentials);
  expect(cookie).toMatchObject({
    name: 'portal.session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: false },
  });
  const ctx = await requireUserCtx(from(`theme=dark; ${cookie.name}=${cookie.value}`));
  expect(ctx).toMatchObject({
    clientAddress: '192.0.2.7',
    actor: { type: 'user', orgId, role: 'developer' },
  });
  for (const part of cookie.value.split('.')) {
    const text = Buffer.from(part, 'base64url').toString('latin1');
    expect(text).not.toMatch(/ses_|usr_|omar/);
  }
});

it('is out at once everywhere when the session is closed, although the cookie is still sent', async () => {
  const cookie = await openSession(from(), credentials);
  const header = `${cookie.name}=${cookie.value}`;
  expect(await getViewer(from(header))).not.toBeNull();
  expect(await closeSession(from(header))).toBe('portal.session');
  expect(await getViewer(from(header))).toBeNull();
  await expect(requireUserCtx(from(header))).rejects.toMatchObject({ code: 'not_signed_in' });
});

it('ends the session that the browser had before', async () => {
  const first = await openSession(from(), credentials);
  const header = `${first.name}=${first.value}`;
  await openSession(from(header), credentials);
  expect(await getViewer(from(header))).toBeNull();
});

it('binds the cookie to the host over HTTPS, and does not take the other name there', async () => {
  const plain = await openSession(from(), credentials);
  configure({ PORTAL_URL: 'https://developers.example.com' });
  const cookie = await openSession(from(), credentials);
  expect(cookie.name).toBe('__Host-portal.session');
  expect(cookie.options.secure).toBe(true);
  expect(await getUserCtx(from(`${plain.name}=${plain.value}`))).toBeNull();
  expect(await getUserCtx(from(`${cookie.name}=${cookie.value}`))).not.toBeNull();
});

it('takes no cookie that is altered, made with another secret, or not a cookie of ours', async () => {
  const cookie = await openSession(from(), credentials);
  const altered = `${cookie.value.slice(0, -3)}AAA`;
  expect(await getViewer(from(`${cookie.name}=${altered}`))).toBeNull();
  expect(await getViewer(from(`${cookie.name}=`))).toBeNull();
  expect(await getViewer(from('nothing'))).toBeNull();
  configure({ PORTAL_SECRET: 'another secret of the portal' });
  expect(await getViewer(from(`${cookie.name}=${cookie.value}`))).toBeNull();
});

it('sets nothing for a wrong password', async () => {
  await expect(
    openSession(from(), { ...credentials, password: 'not-the-password' }),
  ).rejects.toMatchObject({ code: 'sign_in_failed' });
});
