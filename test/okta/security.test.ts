import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { createOktaDemo } from '#lib/domain/okta/orgs/create-okta-demo.ts';
import { ensureOktaOrg } from '#lib/domain/okta/orgs/ensure-okta-org.ts';
import { listOktaTokens } from '#lib/domain/okta/orgs/read-org.ts';
import { issueOktaBearer, issueOktaToken, revokeOktaToken } from '#lib/domain/okta/orgs/tokens.ts';
import { addTrustedOrigin } from '#lib/domain/okta/orgs/trusted-origins.ts';
import { createOrganization } from '#lib/domain/organizations/create-organization.ts';
import { startSession } from '#lib/domain/sessions/sign-in.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Fixture, fixtureOf } from './fixtures.ts';
import { operations } from './okta-document.ts';
import {
  bookmarkBody,
  type CallOptions,
  call,
  createOktaStand,
  type OktaStand,
  openOkta,
  type TestSandbox,
} from './okta-sandbox.ts';

const clock = fixedClock(new Date('2026-04-12T08:15:30.000Z'));
const dayMs = 24 * 60 * 60 * 1000;
let database: TestDatabase;
let sandbox: TestSandbox;
let stand: OktaStand;
let other: OktaStand;
let at: Fixture;
let theirs: Fixture;
beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openOkta(database.db, clock);
  [stand, other] = [
    await createOktaStand(database.db, clock),
    await createOktaStand(database.db, clock),
  ];
  [at, theirs] = [await fixtureOf(sandbox, stand), await fixtureOf(sandbox, other)];
});
afterAll(async () => {
  expect(sandbox.errors).toEqual([]);
  await sandbox.close();
  await database.drop();
});

const send = (method: string, path: string, options: CallOptions = {}) => {
  clock.advance(1000);
  return call(sandbox, method, path, { token: stand.token, ...options });
};
const codeWith = async (authorization: string | null, path = '/api/v1/groups') => {
  const headers: Record<string, string> = authorization === null ? {} : { authorization };
  const { status, json } = await send('GET', path, { token: null, headers });
  return status === 200 ? 200 : json.errorCode;
};

describe('nothing of one org', () => {
  it('is found, changed or deleted by another', async () => {
    const before = await database.db.execute(sql`select count(*)::int as n, max(updated_at) as at
      from okta_apps where okta_org_id = ${other.oktaOrgId}`);
    for (const { method, path, operation } of operations) {
      if (!path.includes('{')) continue;
      const ids: Record<string, string> = {
        appId:
          path.includes('connections') || path.includes('features') ? theirs.org2org : theirs.saml,
        groupId: theirs.group,
        userId: theirs.user,
        name: 'USER_PROVISIONING',
      };
      const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'x');
      const type = Object.keys(operation.requestBody?.content ?? {})[0];
      const body = type === 'application/json' ? { body: {} } : {};
      const query = path.endsWith('clone') ? `?targetAid=${at.oidc}` : '';
      const answer = await send(method, url + query, body);
      // A form that is none is refused before the app is looked for.
      const isForm = type === 'multipart/form-data';
      expect([answer.status, answer.json.errorCode], operation.operationId).toEqual(
        isForm ? [400, 'E0000003'] : [404, 'E0000007'],
      );
    }
    const after = await database.db.execute(sql`select count(*)::int as n, max(updated_at) as at
      from okta_apps where okta_org_id = ${other.oktaOrgId}`);
    expect(after.rows).toEqual(before.rows);
  });

  it('comes in through the own: groups, keys, policies and people of another', async () => {
    const policies = await database.db.execute<{ id: string }>(
      sql`select id from okta_policies where okta_org_id = ${other.oktaOrgId}`,
    );
    const keys = await send('GET', `/api/v1/apps/${at.saml}/credentials/keys`);
    const strange: [string, string][] = [
      ['PUT', `/api/v1/apps/${at.saml}/groups/${theirs.group}`],
      ['PUT', `/api/v1/apps/${at.saml}/policies/${policies.rows[0]?.id}`],
      [
        'POST',
        `/api/v1/apps/${at.saml}/credentials/keys/${keys.list[0]?.kid}/clone?targetAid=${theirs.oidc}`,
      ],
    ];
    for (const [method, path] of strange) expect((await send(method, path)).status).toBe(404);
    const filter = encodeURIComponent(`group.id eq "${theirs.group}"`);
    expect((await send('GET', `/api/v1/apps?filter=${filter}`)).list).toEqual([]);
    const listed = await send('GET', '/api/v1/apps?limit=200');
    expect(listed.text).not.toContain(theirs.saml);
  });

  it('keeps a label from another', async () => {
    const body = bookmarkBody('The same in both');
    expect((await send('POST', '/api/v1/apps', { body })).status).toBe(200);
    expect((await send('POST', '/api/v1/apps', { body, token: other.token })).status).toBe(200);
  });
});

describe('a token', () => {
  it('is refused in every other form and behind another word', async () => {
    const { token } = stand;
    expect(await codeWith(`SSWS ${token}`)).toBe(200);
    expect(await codeWith(`ssws ${token}`)).toBe(200);
    const wrong = [
      null,
      '',
      'SSWS',
      token,
      `Bearer ${token}`,
      `SSWS ${token}x`,
      `SSWS ${token.slice(0, -1)}A`,
      `SSWS 00${'x'.repeat(40)}`,
      `SSWS ${token} ${token}`,
    ];
    for (const text of wrong) expect(await codeWith(text), String(text)).toBe('E0000011');
  });

  it('lives 30 days from its last use, and not a second more', async () => {
    const made = await issueOktaToken(stand.ctx, { orgId: stand.orgId, name: 'nightly' });
    clock.advance(29 * dayMs);
    expect(await codeWith(`SSWS ${made.token}`)).toBe(200);
    await sandbox.close();
    clock.advance(29 * dayMs);
    expect(await codeWith(`SSWS ${made.token}`)).toBe(200);
    await sandbox.close();
    clock.advance(30 * dayMs);
    expect(await codeWith(`SSWS ${made.token}`)).toBe('E0000011');
    const renewed = await issueOktaToken(stand.ctx, { orgId: stand.orgId, name: 'tests' });
    stand.token = renewed.token;
    other.token = (await issueOktaToken(other.ctx, { orgId: other.orgId, name: 'tests' })).token;
  });

  it('ends at once when it is revoked, and is listed without itself', async () => {
    const { orgId, ctx } = stand;
    const made = await issueOktaToken(ctx, { orgId, name: 'short' });
    expect(await codeWith(`SSWS ${made.token}`)).toBe(200);
    const listed = await listOktaTokens(ctx, { orgId });
    const mine = listed.find(({ tokenId }) => tokenId === made.tokenId);
    expect(mine).toMatchObject({ name: 'short', lastFour: made.token.slice(-4) });
    expect(JSON.stringify(listed)).not.toContain(made.token);
    await revokeOktaToken(ctx, { orgId, tokenId: made.tokenId });
    expect(await codeWith(`SSWS ${made.token}`)).toBe('E0000011');
    await revokeOktaToken(ctx, { orgId, tokenId: made.tokenId });
    const foreign = revokeOktaToken(ctx, { orgId: other.orgId, tokenId: made.tokenId });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  });

  it('has the rights of its owner and dies with the membership', async () => {
    const { orgId } = stand;
    const userId = newId('usr');
    const at = clock.now();
    await database.db.execute(sql`insert into users (id, email, name, created_at)
      values (${userId}, 'noura@example.com', 'نورة العتيبي', ${at})`);
    await database.db.execute(sql`insert into memberships (org_id, user_id, role, created_at)
      values (${orgId}, ${userId}, 'admin', ${at})`);
    const { sessionId } = await startSession(stand.ctx, userId, null);
    const actor = { type: 'user', userId, orgId, role: 'admin', sessionId } as const;
    const ctx: UserCtx = { ...stand.ctx, actor };
    const { token } = await issueOktaToken(ctx, { orgId, name: 'mine' });
    const path = `/api/v1/apps/${theirs.saml}`;
    expect((await send('DELETE', path, { token })).status).toBe(404);
    await database.db.execute(
      sql`update memberships set role = 'viewer' where user_id = ${userId}`,
    );
    expect((await send('DELETE', path, { token })).json.errorCode).toBe('E0000006');
    expect((await send('GET', '/api/v1/apps', { token })).status).toBe(200);
    await database.db.execute(sql`delete from memberships where user_id = ${userId}`);
    expect((await send('GET', '/api/v1/apps', { token })).status).toBe(401);
    const viewer = { ...ctx, actor: { ...actor, role: 'viewer' as const } };
    const refused = issueOktaToken(viewer, { orgId, name: 'x' });
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    const foreign = issueOktaToken(ctx, { orgId: other.orgId, name: 'x' });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  });

  it('with scopes does what they say, manage includes read, and ends on time', async () => {
    const bearer = async (...scopes: Parameters<typeof issueOktaBearer>[1]['scopes']) =>
      `Bearer ${(await issueOktaBearer(stand.ctx, { orgId: stand.orgId, scopes })).token}`;
    const read = await bearer('okta.apps.read');
    expect(await codeWith(read, '/api/v1/apps')).toBe(200);
    expect(await codeWith(read, '/api/v1/groups')).toBe('E0000006');
    expect(await codeWith(read, `/api/v1/apps/${at.oidc}/grants`)).toBe('E0000006');
    const write = { headers: { authorization: read }, token: null, body: bookmarkBody() };
    expect((await send('POST', '/api/v1/apps', write)).json.errorCode).toBe('E0000006');
    const manage = await bearer('okta.apps.manage');
    expect(await codeWith(manage, '/api/v1/apps')).toBe(200);
    const made = { ...write, headers: { authorization: manage } };
    expect((await send('POST', '/api/v1/apps', made)).status).toBe(200);
    clock.advance(dayMs);
    expect(await codeWith(read, '/api/v1/apps')).toBe('E0000011');
  });

  it('and every secret is kept only as a hash, or sealed', async () => {
    const rows = await database.db.execute(sql`select to_jsonb(t)::text as t from okta_api_tokens t
      union all select to_jsonb(t)::text from okta_access_tokens t
      union all select to_jsonb(t)::text from okta_app_secrets t
      union all select to_jsonb(t)::text from okta_apps t`);
    const text = JSON.stringify(rows.rows);
    expect(text).not.toContain(stand.token);
    expect(text).not.toContain('client_secret":');
    const keys = await database.db.execute<{ key: Buffer }>(
      sql`select private_key as key from okta_app_keys`,
    );
    for (const { key } of keys.rows) expect(key.toString('latin1')).not.toMatch(/MII|PRIVATE/);
  });
});

describe('an org', () => {
  it('is made once, also when asked twice at once', async () => {
    const { orgId } = await createOrganization(stand.ctx, { name: 'مدارس الرواد' });
    const made = await Promise.all([1, 2, 3].map(() => ensureOktaOrg(stand.ctx, { orgId })));
    expect(new Set(made.map(({ oktaOrgId }) => oktaOrgId)).size).toBe(1);
    expect(made[0]?.oktaOrgId).toMatch(/^00o[A-Za-z0-9]{17}$/);
  });
});

describe('a demo', () => {
  it('has an org with a token for everything, one for reading apps, and a trusted origin', async () => {
    const { orgId } = await createOrganization(stand.ctx, { name: 'Masar Learning' });
    const demo = await createOktaDemo(stand.ctx, { orgId });
    expect(await codeWith(`SSWS ${demo.token}`)).toBe(200);
    expect(await codeWith(`Bearer ${demo.bearerRead}`, '/api/v1/apps')).toBe(200);
    expect(await codeWith(`Bearer ${demo.bearerRead}`)).toBe('E0000006');
    const headers = { origin: demo.trustedOrigin };
    const read = await send('GET', '/api/v1/apps', { token: demo.token, headers });
    expect(read.headers.get('access-control-allow-origin')).toBe(demo.trustedOrigin);
  });
});

describe('a page of another origin', () => {
  const origin = 'https://app.noor-academy.example';
  const answerTo = async (from: string, method = 'GET', path = '/api/v1/apps', options = {}) => {
    const answer = await send(method, path, { headers: { origin: from }, ...options });
    return answer.headers.get('access-control-allow-origin');
  };
  const preflight = async (from: string, method: string, path: string) => {
    const headers = { origin: from, 'access-control-request-method': method };
    const answer = await sandbox.handle(
      new Request(`http://localhost:4180${path}`, { method: 'OPTIONS', headers }),
      { clientAddress: '203.0.113.9' },
    );
    expect(answer.status).toBe(204);
    return answer.headers.get('access-control-allow-origin');
  };

  it('reads what is open to origins that the org of the token trusts, and nothing else', async () => {
    expect(await answerTo(origin)).toBeNull();
    await addTrustedOrigin(stand.ctx, { orgId: stand.orgId, origin });
    expect(await answerTo(origin)).toBe(origin);
    expect(await answerTo(origin, 'GET', '/api/v1/apps', { token: other.token })).toBeNull();
    expect(await answerTo(origin, 'POST', '/api/v1/apps', { body: {} })).toBeNull();
    for (const from of ['https://evil.example', 'null', `${origin}.evil.example`, `${origin}/`]) {
      expect(await answerTo(from), from).toBeNull();
    }
  });

  it('learns that its token has ended, if it may ask at all', async () => {
    for (const token of [null, `00${'x'.repeat(40)}`]) {
      expect(await answerTo(origin, 'GET', '/api/v1/apps', { token })).toBe(origin);
      expect(await answerTo('https://evil.example', 'GET', '/api/v1/apps', { token })).toBeNull();
      expect(await answerTo(origin, 'DELETE', `/api/v1/apps/${at.saml}`, { token })).toBeNull();
    }
  });

  it('is answered by the mark of each operation', async () => {
    for (const { method, path, operation } of operations) {
      const url = path.replaceAll(/\{\w+\}/g, at.saml);
      const expected = operation['x-okta-cors'] ? origin : null;
      expect(await preflight(origin, method, url), operation.operationId).toBe(expected);
    }
    expect(await preflight('https://evil.example', 'GET', '/api/v1/apps')).toBeNull();
  });

  it('must be named as an origin', async () => {
    for (const text of ['app.example.com', 'https://a.example/x', '*', 'javascript:alert(1)']) {
      const added = addTrustedOrigin(stand.ctx, { orgId: stand.orgId, origin: text });
      await expect(added, text).rejects.toMatchObject({ code: 'validation_failed' });
    }
  });
});

describe('the rate limit', () => {
  it('counts each bucket by the org, and tells when the minute ends', async () => {
    clock.advance(60_000);
    const fresh = await createOktaStand(database.db, clock);
    const ask = async (path: string) => {
      const { headers } = await call(sandbox, 'GET', path, { token: fresh.token });
      return ['limit', 'remaining', 'reset'].map((name) =>
        Number(headers.get(`x-rate-limit-${name}`)),
      );
    };
    const end = Math.floor(clock.now().getTime() / 60_000) * 60 + 60;
    const [first] = (await call(sandbox, 'GET', '/api/v1/apps', { token: fresh.token })).list;
    expect(await ask('/api/v1/apps')).toEqual([100, 98, end]);
    expect(await ask(`/api/v1/apps/${first?.id}`)).toEqual([500, 499, end]);
    expect(await ask('/api/v1/groups')).toEqual([500, 499, end]);
    expect(await ask('/api/v1/users')).toEqual([600, 599, end]);
    expect(await ask('/api/v1/users/nobody')).toEqual([2000, 1999, end]);
    expect(await ask(`/api/v1/apps/${first?.id}/groups`)).toEqual([1200, 1199, end]);
    const second = await issueOktaToken(fresh.ctx, { orgId: fresh.orgId, name: 'second' });
    const shared = await call(sandbox, 'GET', '/api/v1/apps', { token: second.token });
    expect(shared.headers.get('x-rate-limit-remaining')).toBe('97');
    const burst = await Promise.all(
      Array.from({ length: 60 }, () =>
        call(sandbox, 'GET', '/api/v1/apps', { token: fresh.token }),
      ),
    );
    expect(burst.every(({ status }) => status === 200)).toBe(true);
    const rest = await Promise.all(
      Array.from({ length: 60 }, () =>
        call(sandbox, 'GET', '/api/v1/apps', { token: fresh.token }),
      ),
    );
    const refused = rest.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(23);
    expect(refused[0]?.json.errorCode).toBe('E0000047');
    clock.advance(60_000);
    expect((await call(sandbox, 'GET', '/api/v1/apps', { token: fresh.token })).status).toBe(200);
  });

  it('lets 75 requests of an org run at once; the next is told a limit of 0', async () => {
    clock.advance(60_000);
    const fresh = await createOktaStand(database.db, clock);
    const many = await Promise.all(
      Array.from({ length: 90 }, () =>
        call(sandbox, 'GET', '/api/v1/users', { token: fresh.token }),
      ),
    );
    const refused = many.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(15);
    expect(refused[0]?.headers.get('x-rate-limit-limit')).toBe('0');
    expect((await call(sandbox, 'GET', '/api/v1/users', { token: fresh.token })).status).toBe(200);
  });

  it('counts strangers by their address', async () => {
    clock.advance(60_000);
    const options = { address: '198.51.100.77' };
    const many = await Promise.all(
      Array.from({ length: 620 }, () => call(sandbox, 'GET', '/api/v1/apps', options)),
    );
    const codes = new Set(many.map(({ json }) => json.errorCode));
    expect(codes).toEqual(new Set(['E0000011', 'E0000047']));
  });
});

describe('every answer', () => {
  it('has its own request id, and each error its own id', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => send('GET', '/api/v1/apps/x')));
    expect(new Set(answers.map(({ headers }) => headers.get('x-okta-request-id'))).size).toBe(3);
    expect(new Set(answers.map(({ json }) => json.errorId)).size).toBe(3);
  });

  it('is logged under that id without a body, and without a token in its address', async () => {
    const answer = await send('POST', '/api/v1/apps', { body: bookmarkBody('Logged once') });
    const misplaced = await send('GET', `/api/v1/apps/${stand.token}?token=${stand.token}`);
    await sandbox.close();
    const { rows: kept } = await database.db.execute(sql`select path, query from request_logs
      where id = ${misplaced.headers.get('x-okta-request-id')}`);
    expect(kept).toEqual([{ path: '/api/v1/apps/[redacted]', query: 'token=[redacted]' }]);
    const { rows } = await database.db.execute(sql`select api, org_id, operation_id, status,
      request_body, response_body from request_logs
      where id = ${answer.headers.get('x-okta-request-id')}`);
    expect(rows).toEqual([
      {
        api: 'okta',
        org_id: stand.orgId,
        operation_id: 'createApplication',
        status: 200,
        request_body: null,
        response_body: null,
      },
    ]);
  });
});
