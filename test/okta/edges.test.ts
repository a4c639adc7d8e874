import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeCertificate } from './certificates.ts';
import { type Fixture, fixtureOf, logoForm, oidcBody, samlBody } from './fixtures.ts';
import {
  bookmarkBody,
  type CallOptions,
  call,
  createOktaStand,
  type OktaStand,
  openOkta,
  type TestSandbox,
} from './okta-sandbox.ts';

// What stands between the lines of the contract: found by asking for it.
const clock = fixedClock(new Date('2026-04-12T08:15:30.000Z'));
let database: TestDatabase;
let sandbox: TestSandbox;
let stand: OktaStand;
let at: Fixture;
beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openOkta(database.db, clock);
  stand = await createOktaStand(database.db, clock);
  at = await fixtureOf(sandbox, stand);
});
afterAll(async () => {
  expect(sandbox.errors).toEqual([]);
  await sandbox.close();
  await database.drop();
});

const send = (method: string, path: string, body?: unknown, options: CallOptions = {}) => {
  clock.advance(1000);
  const given = body === undefined ? {} : { body };
  return call(sandbox, method, path, { token: stand.token, ...given, ...options });
};
async function refusal(method: string, path: string, body?: unknown, options?: CallOptions) {
  const { status, json } = await send(method, path, body, options);
  return [status, json.errorCode, ...(json.errorCauses ?? []).map((cause) => cause.errorSummary)];
}
const q = encodeURIComponent;

describe('a label', () => {
  it.each([
    ['spaces', '   '],
    ['a no-break space', '\u00a0'],
    ['zero-width spaces', '\u200b\u200b'],
    ['joiners', '\u200d'],
    ['a word joiner', '\u2060'],
    ['a soft hyphen', '\u00ad'],
    ['direction marks', '\u200f\u202e'],
    ['a Hangul filler', '\u3164'],
    ['a variation selector', '\ufe0f'],
    ['an empty Braille pattern', '\u2800'],
  ])('of nothing but %s is blank', async (_name, label) => {
    expect(await refusal('POST', '/api/v1/apps', bookmarkBody(label))).toEqual([
      400,
      'E0000001',
      'label: The field cannot be left blank',
    ]);
  });

  it('may have joiners between its letters, as Persian does', async () => {
    const label = 'می\u200cخواهم';
    expect((await send('POST', '/api/v1/apps', bookmarkBody(label))).json.label).toBe(label);
  });
});

describe('an app', () => {
  it('needs its certificate for single logout from the beginning', async () => {
    const slo = { enabled: true, issuer: 'urn:sp', logoutUrl: 'https://sp.example.org/logout' };
    expect(await refusal('POST', '/api/v1/apps', samlBody('Logout', { slo }))).toEqual([
      400,
      'E0000001',
      'spCertificate: Single logout needs the certificate of the app.',
    ]);
    const off = samlBody('No logout', { slo: { ...slo, enabled: false } });
    expect((await send('POST', '/api/v1/apps', off)).status).toBe(200);
  });

  it('that signs with a key takes no secret when it is made', async () => {
    const own = { client_secret: 'x'.repeat(40), token_endpoint_auth_method: 'private_key_jwt' };
    expect(await refusal('POST', '/api/v1/apps', oidcBody('Signer', {}, own))).toEqual([
      400,
      'E0000001',
      "client_secret: 'client_secret' cannot be used when 'token_endpoint_auth_method' is 'private_key_jwt'.",
    ]);
  });

  it('has one cause for each fault, in words of the API', async () => {
    const at = (path: string, value: unknown) => {
      const body: Record<string, unknown> = bookmarkBody();
      const [last = '', ...above] = path.split('.').reverse();
      const place = above.reverse().reduce((object, key) => {
        object[key] ??= {};
        return object[key] as Record<string, unknown>; // Made just above, or by the fixture.
      }, body);
      place[last] = value;
      return refusal('POST', '/api/v1/apps', body);
    };
    const connection = 'settings.notifications.vpn.network.connection';
    for (const [path, value, text] of [
      ['settings.app.url', '', 'The field cannot be left blank'],
      ['settings.app.url', 'ftp://example.com', 'The field must be a valid URL'],
      ['settings.app.url', `https://a/${'b'.repeat(1024)}`, 'must have at most 1024 characters'],
      ['settings.app.requestIntegration', 'yes', 'must be true or false'],
      ['accessibility.errorRedirectUrl', 'javascript:alert(1)', 'The field must be a valid URL'],
      ['accessibility.loginRedirectUrl', 'data:text/html,x', 'The field must be a valid URL'],
      [
        'settings.notifications.vpn.helpUrl',
        'javascript:alert(1)',
        'The field must be a valid URL',
      ],
      ['visibility', [], 'must be an object'],
      ['label', 7, 'must be a text'],
      ['licensing.seatCount', -1, 'must be at least 0'],
      [connection, 'X', 'must be one of DISABLED, ANYWHERE, ON_NETWORK, OFF_NETWORK'],
    ] as const) {
      expect(await at(path, value), path).toEqual([400, 'E0000001', `${path}: ${text}`]);
    }
    const client = oidcBody('Address', { client_uri: 'nowhere' });
    expect(await refusal('POST', '/api/v1/apps', client)).toEqual([
      400,
      'E0000001',
      'settings.oauthClient.client_uri: The field must be a valid URL',
    ]);
  });

  it('links its own logo with the type that the picture has', async () => {
    const path = `/api/v1/apps/${at.bookmark}`;
    const pictures = [
      ['image/png', '89504e470d0a1a0a'],
      ['image/jpeg', 'ffd8ffe0'],
      ['image/gif', '474946383961'],
    ] as const;
    for (const [type, head] of pictures) {
      const made = await send('POST', `${path}/logo`, logoForm(Buffer.from(head, 'hex')));
      const logo = [{ name: 'medium', href: made.headers.get('location'), type }];
      expect((await send('GET', path)).json).toMatchObject({ _links: { logo } });
      const listed = await send('GET', `/api/v1/apps?filter=${q('name eq "bookmark"')}&limit=200`);
      expect(listed.list.find(({ id }) => id === at.bookmark)).toMatchObject({ _links: { logo } });
      const put = await send('PUT', path, (await send('GET', path)).json);
      expect(put.json).toMatchObject({ _links: { logo } });
    }
  });
});

describe('a certificate', () => {
  it('names its subject letter by letter', async () => {
    const { X509Certificate } = await import('node:crypto');
    const path = `/api/v1/apps/${at.saml}/credentials/csrs`;
    const subject = {
      countryName: 'SA',
      organizationName: 'Noor, "Ltd" = \\a #1+',
      commonName: '#0401 أكاديمية',
    };
    const csr = await send('POST', path, { subject });
    const made = await makeCertificate(String(csr.json.csr), clock.now(), 365);
    const { O: name, CN, C } = new X509Certificate(made.pem).toLegacyObject().subject;
    expect([C, name, CN]).toEqual(Object.values(subject));
  });

  it('in PEM may come in base64, like the other forms', async () => {
    const path = `/api/v1/apps/${at.saml}/credentials/csrs`;
    const csr = await send('POST', path, {});
    const made = await makeCertificate(String(csr.json.csr), clock.now(), 365);
    const headers = {
      'content-type': 'application/x-pem-file',
      'content-transfer-encoding': 'base64',
    };
    const pem = Buffer.from(made.pem).toString('base64');
    const key = await send('POST', `${path}/${csr.json.id}/lifecycle/publish`, pem, { headers });
    expect([key.status, key.json.x5c]).toEqual([201, [made.base64]]);
  });
});

describe('a request', () => {
  it('whose body has no type is E0000018, of the wrong type E0000021', async () => {
    const untyped = new TextEncoder().encode('{}');
    const none = { headers: { 'content-type': '' } };
    expect(await refusal('POST', '/api/v1/apps', untyped, none)).toEqual([400, 'E0000018']);
    const wrong = { headers: { 'content-type': 'text/json' } };
    expect(await refusal('POST', '/api/v1/apps', untyped, wrong)).toEqual([400, 'E0000021']);
  });

  it('that takes everything but JSON is not given JSON', async () => {
    const accept = (value: string) => ({ headers: { accept: value } });
    const asked = (value: string) =>
      refusal('GET', '/api/v1/apps?limit=1', undefined, accept(value));
    expect(await asked('*/*, application/json;q=0')).toEqual([406, 'E0000122']);
    expect((await asked('text/html, */*;q=0.1'))[0]).toBe(200);
  });

  it('refuses what is no boolean, and an expansion that is none', async () => {
    expect(await refusal('GET', '/api/v1/apps?includeNonDeleted=x')).toEqual([400, 'E0000037']);
    expect((await send('GET', '/api/v1/apps?includeNonDeleted=true')).status).toBe(200);
    const one = `/api/v1/apps/${at.saml}?expand=everything`;
    expect(await refusal('GET', one)).toEqual([400, 'E0000063']);
  });
});

describe('a list', () => {
  it('has at most its maximum, however much is asked for', async () => {
    for (const limit of ['201', '2147483647', '1000000000000']) {
      expect((await send('GET', `/api/v1/apps?limit=${limit}`)).status).toBe(200);
    }
    expect(await refusal('GET', '/api/v1/apps?limit=000')).toEqual([400, 'E0000029']);
  });

  it('goes on with a cursor beside a parameter that nobody knows', async () => {
    const first = await send('GET', '/api/v1/apps?limit=2');
    const cursor = new URL(first.next ?? '', 'http://localhost').searchParams.get('after');
    const ids = async (query: string) =>
      (await send('GET', `/api/v1/apps?${query}`)).list.map(({ id }) => id);
    expect(await ids(`limit=2&colour=blue&q=&after=${cursor}`)).toEqual(
      await ids(`limit=2&after=${cursor}`),
    );
    expect(await refusal('GET', `/api/v1/apps?q=a&after=${cursor}`)).toEqual([400, 'E0000029']);
  });

  it('tells an operator of other APIs from what does not parse', async () => {
    const asked = (text: string) => refusal('GET', `/api/v1/apps?filter=${q(text)}`);
    for (const operator of ['co', 'ew', 'EW', 'like']) {
      expect(await asked(`name ${operator} "book"`), operator).toEqual([400, 'E0000094']);
    }
    for (const text of ['name co', 'name and "x"', 'the name book']) {
      expect(await asked(text), text).toEqual([400, 'E0000031']);
    }
  });

  it('knows no 30 February, and no direction but two', async () => {
    const since = (day: string) => q(`lastUpdated gt "${day}T00:00:00.000Z"`);
    expect(await refusal('GET', `/api/v1/users?filter=${since('2024-02-30')}`)).toEqual([
      400,
      'E0000031',
    ]);
    expect((await send('GET', `/api/v1/users?filter=${since('2024-02-29')}`)).status).toBe(200);
    const sorted = '/api/v1/users?search=id+pr&sortBy=profile.lastName&sortOrder=';
    expect(await refusal('GET', `${sorted}up`)).toEqual([400, 'E0000031']);
    expect((await send('GET', `${sorted}asc`)).status).toBe(200);
  });

  it.each([
    ['apps', 'filter', ['status eq true', 'name eq 5', 'user.id eq false', 'status eq "active"']],
    [
      'users',
      'filter',
      ['status eq true', 'id eq 5', 'profile.login eq 1', 'lastUpdated gt 5', 'status eq "GONE"'],
    ],
    [
      'users',
      'search',
      ['status ne false', 'profile.firstName sw 5', 'created pr and id eq 1', 'type.id eq true'],
    ],
    ['groups', 'filter', ['type eq true', 'type eq "TEAM"', 'id eq 5', 'lastUpdated lt true']],
    ['groups', 'search', ['profile.name gt 5', 'source.id eq true', 'not (type eq 1)']],
  ])('of %s refuses in %s what the attribute can never be', async (list, parameter, texts) => {
    for (const text of texts) {
      const path = `/api/v1/${list}?${parameter}=${q(text)}`;
      expect(await refusal('GET', path), text).toEqual([400, 'E0000031']);
    }
  });

  it('of users is searched by what an org added to the profile, of whatever type', async () => {
    for (const text of ['profile.isHomeroomTeacher eq true', 'profile.yearsOfService gt 5']) {
      const found = await send('GET', `/api/v1/users?search=${q(text)}`);
      expect([found.status, found.list], text).toEqual([200, []]);
    }
    const found = await send('GET', `/api/v1/users?search=${q('status eq "suspended"')}`);
    expect(found.list).toHaveLength(1);
  });

  it('of groups can be searched by its source, which none has', async () => {
    const found = await send('GET', `/api/v1/groups?search=${q('source.id eq "0oa1"')}`);
    expect([found.status, found.list]).toEqual([200, []]);
  });
});

describe('people', () => {
  it('are found as me: the administrator of the token', async () => {
    const me = await send('GET', '/api/v1/users/me');
    const [first] = (await send('GET', '/api/v1/users')).list;
    expect([me.status, me.json.id]).toEqual([200, first?.id]);
    expect((await send('GET', '/api/v1/users/me/groups')).status).toBe(200);
  });

  it('whose password has expired may get a new one, or be deactivated', async () => {
    const filter = q('status eq "PASSWORD_EXPIRED"');
    const [one] = (await send('GET', `/api/v1/users?filter=${filter}`)).list;
    const { json } = await send('GET', `/api/v1/users/${one?.id}`);
    expect(json).toMatchObject({ _links: { resetPassword: {}, deactivate: {}, self: {} } });
    expect(json._links).not.toHaveProperty('suspend');
  });
});
