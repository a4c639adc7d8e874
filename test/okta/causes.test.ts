import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '#lib/std/clock.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeCertificate } from './certificates.ts';
import { type Fixture, fixtureOf, logoForm, oidcBody, samlBody, samlSignOn } from './fixtures.ts';
import {
  baseUrl,
  bookmarkBody,
  type CallOptions,
  call,
  createOktaStand,
  type OktaStand,
  openOkta,
  type TestSandbox,
} from './okta-sandbox.ts';

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
/** Code, summary and the causes of a refusal. */
async function refusal(method: string, path: string, body?: unknown, options?: CallOptions) {
  const { status, json } = await send(method, path, body, options);
  const causes = (json.errorCauses ?? []).map(({ errorSummary }) => errorSummary);
  expect(json.errorLink).toBe(json.errorCode);
  return [status, json.errorCode, json.errorSummary, ...causes];
}
const create = (body: unknown) => refusal('POST', '/api/v1/apps', body);
const failed = (about: string) => `Api validation failed: ${about}`;
let labels = 0;
const label = () => `App ${++labels}`;

describe('an app that cannot be', () => {
  it('names every missing field at once', async () => {
    expect(
      await create({ name: 'bookmark', signOnMode: 'BOOKMARK', settings: { app: {} } }),
    ).toEqual([
      400,
      'E0000001',
      failed('label'),
      'label: The field cannot be left blank',
      'settings.app.url: The field cannot be left blank',
    ]);
    expect(await create({ label: 'x' })).toEqual([
      400,
      'E0000001',
      failed('signOnMode'),
      'signOnMode: The field cannot be left blank',
    ]);
    expect(await create({ label: 'x', signOnMode: 'SAML_3_0' })).toContain(
      'signOnMode: is not a sign-on mode',
    );
  });

  it('has a label that is too long, or taken in whatever case', async () => {
    expect(await create(bookmarkBody('x'.repeat(101)))).toContain(
      'label: must have 1 to 100 characters',
    );
    await send('POST', '/api/v1/apps', bookmarkBody('Unique Label'));
    expect(await create(bookmarkBody('UNIQUE label'))).toEqual([
      400,
      'E0000040',
      'Application label must not be the same as an existing application label.',
    ]);
  });

  it('asks for self-service: E0000044', async () => {
    const body = { ...bookmarkBody(label()), accessibility: { selfService: true } };
    expect(await create(body)).toEqual([
      403,
      'E0000044',
      'Self service application assignment is not supported.',
    ]);
  });

  it('has credentials that its scheme does not take: E0000041', async () => {
    const swa = {
      name: 'template_swa',
      label: label(),
      signOnMode: 'BROWSER_PLUGIN',
      settings: {
        app: {
          url: 'https://buses.example.com/login',
          usernameField: '#u',
          passwordField: '#p',
          buttonField: '#b',
        },
      },
    };
    const secret = { userName: 'shared', password: { value: 'hunter2' } };
    expect((await create({ ...swa, credentials: secret }))[1]).toBe('E0000041');
    const shared = { ...secret, scheme: 'SHARED_USERNAME_AND_PASSWORD' };
    const made = await send('POST', '/api/v1/apps', { ...swa, credentials: shared });
    expect(made.json).toMatchObject({ credentials: { userName: 'shared', password: {} } });
    expect(made.text).not.toContain('hunter2');
  });

  it('sends four-byte characters, a NUL or half a character: E0000001', async () => {
    const [status, code, , cause] = await create(bookmarkBody('Rocket \u{1F680}'));
    expect([status, code]).toEqual([400, 'E0000001']);
    expect(cause).toMatch(/^label: Characters of more than three UTF-8 bytes/);
    for (const text of ['a\0b', '\\ud83d']) {
      const body = JSON.stringify(bookmarkBody('@')).replace('@', text.replace('\0', '\\u0000'));
      expect((await create(body))[1]).toBe('E0000001');
    }
    expect((await send('POST', '/api/v1/apps', bookmarkBody('مدرسة € ✓'))).status).toBe(200);
  });

  it.each([
    ['not JSON', '{"label":'],
    ['an array', '[]'],
    ['a text', '"x"'],
    ['nothing', ''],
    ['too deep', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`],
    ['bad UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
  ])('has a body that is %s: E0000003', async (_name, body) => {
    expect(await create(body)).toEqual([400, 'E0000003', 'The request body was not well-formed.']);
  });

  it('has a body of another type: E0000021, or one that is too large: E0000002', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect((await refusal('POST', '/api/v1/apps', '{}', { headers }))[1]).toBe('E0000021');
    const big = JSON.stringify(bookmarkBody('x'.repeat(1_100_000)));
    expect((await create(big))[1]).toBe('E0000002');
  });
});

describe('a SAML app', () => {
  it('signs something, has unique indexes, and a certificate for its logout', async () => {
    const unsigned = samlBody(label(), { responseSigned: false, assertionSigned: false });
    expect(await create(unsigned)).toContain(
      'settings.signOn.responseSigned: One of responseSigned and assertionSigned must be true',
    );
    const url = 'https://attendance.example.com/acs';
    const twice = [0, 0].map((index) => ({ url, index }));
    expect(await create(samlBody(label(), { acsEndpoints: twice }))).toContain(
      'settings.signOn.acsEndpoints: Each index may stand once only',
    );
    const many = Array.from({ length: 101 }, (_, index) => ({ url, index }));
    expect((await create(samlBody(label(), { acsEndpoints: many })))[1]).toBe('E0000001');
    const made = await send('POST', '/api/v1/apps', samlBody(label()));
    const path = `/api/v1/apps/${made.json.id}`;
    const logout = { enabled: true, issuer: 'x', logoutUrl: 'https://attendance.example.com/out' };
    const body = { ...made.json, settings: { signOn: { ...samlSignOn, slo: logout } } };
    expect(await refusal('PUT', path, body)).toContain(
      'spCertificate: Single logout needs the certificate of the app.',
    );
    const [key] = (await send('GET', `${path}/credentials/keys`)).list;
    const signOn = { ...samlSignOn, slo: logout, spCertificate: { x5c: key?.x5c } };
    expect((await send('PUT', path, { ...made.json, settings: { signOn } })).status).toBe(200);
    const plain = await send('PUT', path, { ...made.json, settings: { signOn: samlSignOn } });
    expect(plain.json).toMatchObject({ settings: { signOn: { slo: logout, spCertificate: {} } } });
  });

  it('is made by a client that sends null for all that it has not', async () => {
    const nulls = { slo: null, spCertificate: null, acsEndpoints: null, inlineHooks: null };
    const body = { ...samlBody(label(), nulls), accessibility: null, credentials: null };
    expect((await send('POST', '/api/v1/apps', body)).status).toBe(200);
  });

  it('gets its name from the org and the label, counted up', async () => {
    const names: unknown[] = [];
    for (const text of ['My App!', 'my-app', 'تطبيقي']) {
      names.push((await send('POST', '/api/v1/apps', samlBody(text))).json.name);
    }
    expect(names[0]).toMatch(/^nooracademy[a-f0-9]+_myapp_1$/);
    expect(names[1]).toBe(String(names[0]).replace(/1$/, '2'));
    expect(names[2]).toMatch(/_app_1$/);
  });

  it('signs with another of its keys when a PUT says nothing but that', async () => {
    const made = await send('POST', '/api/v1/apps', samlBody(label()));
    const path = `/api/v1/apps/${made.json.id}`;
    const key = await send('POST', `${path}/credentials/keys/generate?validityYears=3`);
    const signing = { kid: key.json.kid };
    const changed = await send('PUT', path, { credentials: { signing } });
    expect(changed.json).toMatchObject({ label: made.json.label, credentials: { signing } });
    const strange = { credentials: { signing: { kid: 'x'.repeat(43) } } };
    expect(await refusal('PUT', path, strange)).toContain(
      'credentials.signing.kid: The app has no key with this kid.',
    );
  });
});

describe('an OpenID Connect client', () => {
  it.each([
    [
      { grant_types: ['authorization_code', 'password'] },
      {},
      "grant_types: The grant type 'password' is not allowed for the application type 'web'.",
    ],
    [
      { grant_types: ['implicit'] },
      {},
      "grant_types: The grant type 'authorization_code' is required for the application type 'web'.",
    ],
    [{ redirect_uris: [] }, {}, 'redirect_uris: The field cannot be left blank'],
    [{ response_types: [] }, {}, 'response_types: The field cannot be left blank'],
    [
      { application_type: 'service' },
      {},
      "grant_types: The grant type 'authorization_code' is not allowed for the application type 'service'.",
    ],
    [
      { redirect_uris: ['https://*.example.com/cb'] },
      {},
      "redirect_uris: A wildcard is allowed in the subdomain only, and with 'wildcard_redirect' SUBDOMAIN.",
    ],
    ...[
      'https://app.*.example.com/cb',
      'https://*.com/cb',
      'https://*-*.example.com/cb',
      'https://app.example.com/*/cb',
      'https://*.example.com/cb/*',
      'https://*@app.example.com/cb',
      'com.example.app://*.example.com/cb',
    ].map((uri): [object, object, string] => [
      { wildcard_redirect: 'SUBDOMAIN', redirect_uris: ['https://*.example.com/cb', uri] },
      {},
      "redirect_uris: A wildcard is allowed in the subdomain only, and with 'wildcard_redirect' SUBDOMAIN.",
    ]),
    [
      {
        wildcard_redirect: 'SUBDOMAIN',
        post_logout_redirect_uris: ['https://a.example.com/', 'https://*.example.com/bye'],
      },
      {},
      'post_logout_redirect_uris: A wildcard is allowed in redirect_uris only.',
    ],
    [{}, { client_id: 'ALL_CLIENTS' }, 'credentials.oauthClient.client_id: is reserved'],
    [{}, { client_id: 'abc' }, 'credentials.oauthClient.client_id: must have 6 to 100 characters'],
    [
      {},
      { client_secret: 'short' },
      "client_secret: 'client_secret' must be at least 14 characters.",
    ],
    [
      {},
      { token_endpoint_auth_method: 'none', pkce_required: false },
      "pkce_required: must be true when 'token_endpoint_auth_method' is 'none'.",
    ],
  ])('is refused for %j %j', async (client, credentials, cause) => {
    expect(await create(oidcBody(label(), client, credentials))).toContain(cause);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'view-source:https://a.example',
  ])('comes back to no address that a browser runs: %s', async (uri) => {
    for (const field of ['redirect_uris', 'post_logout_redirect_uris']) {
      const cause = 'must not have a scheme that a browser runs or opens by itself';
      expect(await create(oidcBody(label(), { [field]: [uri] }))).toContain(
        `settings.oauthClient.${field}.0: ${cause}`,
      );
    }
  });

  it('comes back to any subdomain when it is told so', async () => {
    const redirect_uris = [
      'https://*.example.com/cb',
      'https://class-*-room.school.example.com:8443/cb?from=okta',
      'http://*.localhost.test/',
    ];
    const client = { wildcard_redirect: 'SUBDOMAIN', redirect_uris };
    const made = await send('POST', '/api/v1/apps', oidcBody(label(), client));
    expect([made.status, made.json]).toMatchObject([200, { settings: { oauthClient: client } }]);
  });

  it('comes back to no address that hides what it is, and to apps of phones', async () => {
    for (const uri of [' javascript:alert(1)', 'java\tscript:alert(1)', 'https://a.example/c b'])
      expect(await create(oidcBody(label(), { redirect_uris: [uri] }))).toContain(
        'settings.oauthClient.redirect_uris.0: The field must be a valid URL',
      );
    const redirect_uris = ['com.example.app:/cb', 'myapp://callback', 'http://localhost:8080/cb'];
    const made = await send('POST', '/api/v1/apps', oidcBody(label(), { redirect_uris }));
    expect(made.json).toMatchObject({ settings: { oauthClient: { redirect_uris } } });
  });

  it('gets the id of its app and a secret that is shown once', async () => {
    const made = await send('POST', '/api/v1/apps', oidcBody(label()));
    const client = { client_id: made.json.id, token_endpoint_auth_method: 'client_secret_basic' };
    expect(made.json).toMatchObject({ credentials: { oauthClient: client } });
    expect(made.text).toMatch(/"client_secret":"[A-Za-z0-9_-]{40}"/);
    const read = await send('GET', `/api/v1/apps/${made.json.id}`);
    expect(read.text).not.toContain('"client_secret":');
    const list = await send('GET', `/api/v1/apps/${made.json.id}/credentials/secrets`);
    expect(list.text).not.toContain('"client_secret":');
  });

  it('keeps its client id, which no other client can have', async () => {
    const own = { client_id: 'gradebook-client' };
    const made = await send('POST', '/api/v1/apps', oidcBody(label(), {}, own));
    expect(await create(oidcBody(label(), {}, own))).toContain(
      'client_id: An object with this field already exists in the current organization',
    );
    const path = `/api/v1/apps/${made.json.id}`;
    const other = oidcBody(String(made.json.label), {}, { client_id: 'another-client' });
    expect(await refusal('PUT', path, other)).toContain('client_id: The client id cannot change.');
  });

  it('demands PKCE of browsers and phones', async () => {
    const client = {
      application_type: 'browser',
      grant_types: ['authorization_code'],
      response_types: ['code'],
    };
    const none = { token_endpoint_auth_method: 'none' };
    const made = await send('POST', '/api/v1/apps', oidcBody(label(), client, none));
    expect(made.json).toMatchObject({ credentials: { oauthClient: { pkce_required: true } } });
    expect(made.text).not.toContain('"client_secret":');
  });
});

describe('a client secret', () => {
  const path = () => `/api/v1/apps/${at.oidc}/credentials/secrets`;
  it.each([
    ['x'.repeat(101), "client_secret: 'client_secret' must not be more than 100 characters."],
    ['x'.repeat(13), "client_secret: 'client_secret' must be at least 14 characters."],
    [
      'ñ'.repeat(20),
      "client_secret: 'client_secret' must only contain printable ASCII characters.",
    ],
  ])('that cannot be: %s', async (secret, cause) => {
    expect(await refusal('POST', path(), { client_secret: secret })).toEqual([
      400,
      'E0000001',
      failed('client_secret'),
      cause,
    ]);
  });

  it('cannot be one too many, nor vanish while it is needed', async () => {
    const type = failed('OAuth2ClientSecretMediated');
    const [first] = (await send('GET', path())).list;
    const one = `${path()}/${first?.id}`;
    expect(await refusal('POST', `${one}/lifecycle/deactivate`)).toEqual([
      400,
      'E0000001',
      type,
      "You can't deactivate the only active client secret.",
    ]);
    expect(await refusal('DELETE', one)).toEqual([
      400,
      'E0000001',
      type,
      "You can't delete an active client secret. Deactivate the secret before deleting it.",
    ]);
    await send('POST', path(), {});
    expect(await refusal('POST', path(), {})).toEqual([
      400,
      'E0000001',
      type,
      'You have reached the maximum number of client secrets per client.',
    ]);
    expect((await refusal('GET', `${path()}/ocs${'x'.repeat(18)}`))[2]).toBe(
      `Not found: Resource not found: ocs${'x'.repeat(18)} (OAuth2ClientSecretMediated)`,
    );
  });

  it('is not for clients that sign with a key, and must be long for those that hash', async () => {
    const make = async (method: string) => {
      const body = oidcBody(label(), {}, { token_endpoint_auth_method: method });
      return `/api/v1/apps/${(await send('POST', '/api/v1/apps', body)).json.id}/credentials/secrets`;
    };
    expect(await refusal('POST', await make('private_key_jwt'), {})).toContain(
      "'client_secret' cannot be used when 'token_endpoint_auth_method' is 'private_key_jwt'.",
    );
    const short = { client_secret: 'x'.repeat(31) };
    expect((await refusal('POST', await make('client_secret_jwt'), short))[3]).toMatch(
      /at least 32/,
    );
  });
});

describe('keys and certificates', () => {
  it('say what is wrong with the years and with a second copy', async () => {
    const path = `/api/v1/apps/${at.saml}/credentials/keys`;
    const years = 'Validity years out of range. It should be 2 - 10 years';
    for (const text of ['1', '11', 'x', '2.5', '-3']) {
      expect(await refusal('POST', `${path}/generate?validityYears=${text}`)).toEqual([
        400,
        'E0000001',
        failed('generateKey'),
        years,
      ]);
    }
    const [key] = (await send('GET', path)).list;
    const clone = `${path}/${key?.kid}/clone`;
    await send('POST', `${clone}?targetAid=${at.oidc}`);
    expect(await refusal('POST', `${clone}?targetAid=${at.oidc}`)).toEqual([
      400,
      'E0000001',
      failed('cloneKey'),
      'Key already exists in the list of key credentials for the target app.',
    ]);
    expect((await refusal('POST', clone))[1]).toBe('E0000028');
    const bookmark = `/api/v1/apps/${at.bookmark}/credentials/keys/generate`;
    expect((await refusal('POST', bookmark))[2]).toBe(failed('generateKey'));
  });

  it('publish takes DER, base64 and PEM, and only the certificate of the request', async () => {
    const path = `/api/v1/apps/${at.saml}/credentials/csrs`;
    const begin = async (days: number) => {
      const csr = await send('POST', path, { subject: { organizationName: 'أكاديمية نور' } });
      const made = await makeCertificate(String(csr.json.csr), clock.now(), days);
      return { url: `${path}/${csr.json.id}/lifecycle/publish`, made, id: csr.json.id };
    };
    const wrong = await begin(365);
    const other = await begin(365);
    const pem = { headers: { 'content-type': 'application/x-pem-file' } };
    expect(await refusal('POST', wrong.url, other.made.pem, pem)).toEqual([
      400,
      'E0000001',
      failed('certificate'),
      'The certificate does not match the CSR.',
    ]);
    const short = await begin(89);
    expect((await refusal('POST', short.url, short.made.pem, pem))[3]).toMatch(/at least 90 days/);
    expect((await refusal('POST', wrong.url, '{}'))[1]).toBe('E0000021');
    const ways: [string, Record<string, string>, (made: typeof wrong.made) => unknown][] = [
      ['DER', { 'content-type': 'application/pkix-cert' }, (made) => made.der],
      [
        'CER in base64',
        { 'content-type': 'application/x-x509-ca-cert', 'content-transfer-encoding': 'base64' },
        (made) => made.base64,
      ],
      ['PEM', { 'content-type': 'application/x-pem-file' }, (made) => made.pem],
    ];
    for (const [name, headers, sent] of ways) {
      const { url, made, id } = await begin(400);
      const key = await send('POST', url, sent(made), { headers });
      expect(key.status, name).toBe(201);
      expect(key.json.x5c).toEqual([made.base64]);
      expect((await send('GET', `${path}/${id}`)).status).toBe(404);
      const metadata = `/api/v1/apps/${at.saml}/sso/saml/metadata?kid=${key.json.kid}`;
      expect((await send('GET', metadata)).text).toContain(`>${made.base64}</ds:X509Certificate>`);
    }
  });

  it('answers a request as PKCS#10 to a client that asks for it', async () => {
    const headers = { accept: 'application/pkcs10' };
    const made = await send('POST', `/api/v1/apps/${at.saml}/credentials/csrs`, {}, { headers });
    expect(made.headers.get('content-type')).toBe('application/pkcs10');
    expect(made.headers.get('content-transfer-encoding')).toBe('base64');
    for (const [accept, type] of [
      ['application/json;q=0.5, application/pkcs10', 'application/pkcs10'],
      ['application/json, application/pkcs10;q=0.1', 'application/json'],
      ['*/*', 'application/json'],
    ]) {
      const path = `/api/v1/apps/${at.saml}/credentials/csrs`;
      const chosen = await send('POST', path, {}, { headers: { accept: String(accept) } });
      expect(chosen.headers.get('content-type'), accept).toBe(type);
    }
    expect(made.headers.get('location')).toContain('/credentials/csrs/');
    await expect(makeCertificate(made.text, clock.now(), 1)).resolves.toBeTruthy();
  });
});

describe('logos, expansions and paths', () => {
  it('take PNG, JPG and GIF by their bytes, below 1 MB', async () => {
    const path = `/api/v1/apps/${at.saml}/logo`;
    const big = new Uint8Array(1024 * 1024);
    big.set(Buffer.from('89504e470d0a1a0a', 'hex'));
    expect(await refusal('POST', path, logoForm(big))).toContain(
      'file: The file must be smaller than 1 MB.',
    );
    expect(await refusal('POST', path, logoForm(Buffer.from('<svg></svg>')))).toContain(
      'file: The file must be a PNG, JPG or GIF image.',
    );
    expect(await refusal('POST', path, new FormData())).toContain(
      'file: The field cannot be left blank',
    );
    for (const head of ['ffd8ffe0', '474946383961']) {
      const made = await send('POST', path, logoForm(Buffer.from(head, 'hex')));
      expect([made.status, made.text]).toEqual([201, '']);
      const location = made.headers.get('location') ?? '';
      expect(location).toMatch(/\/bc\/image\/fileStoreRecord\?id=fs0\w{17}$/);
      const image = await sandbox.handle(new Request(location), { clientAddress: '203.0.113.9' });
      expect(Buffer.from(await image.arrayBuffer()).toString('hex')).toBe(head);
      expect(image.headers.get('content-type')).toMatch(/^image\/(jpeg|gif)$/);
      // The pages of the app itself show it.
      expect(image.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
  });

  it('link logos that are there: PNG images, without a token', async () => {
    const listed = [
      await send('GET', `/api/v1/apps/${at.saml}`),
      ...(await send('GET', '/api/v1/apps')).list.map((json) => ({ json })),
      ...(await send('GET', '/api/v1/groups')).list.map((json) => ({ json })),
    ];
    const all = listed.flatMap(({ json }) => {
      const { logo } = json._links as { logo: { href: string; type: string }[] };
      return logo;
    });
    // Not the uploaded ones, which the test before has looked at.
    const links = all.filter(({ href }) => href.includes('/img/logos/'));
    expect(links.length).toBeGreaterThan(5);
    for (const { href, type } of links) {
      const image = await sandbox.handle(new Request(href), { clientAddress: '203.0.113.9' });
      expect([image.status, image.headers.get('content-type')], href).toEqual([200, type]);
      expect(image.headers.get('cross-origin-resource-policy'), href).toBe('cross-origin');
    }
    for (const none of ['nothing', 'groups/okta-huge.png', '../x.png', 'a/b.png', '.png']) {
      const request = new Request(`${baseUrl}/img/logos/${none}`);
      expect((await sandbox.handle(request, { clientAddress: '203.0.113.9' })).status).toBe(404);
    }
  });

  it('are the same to a client that adds the base to the base', async () => {
    const answer = await send('GET', `/api/v1/api/v1/apps/${at.saml}`);
    expect([answer.status, answer.json.id]).toEqual([200, at.saml]);
  });

  it('answer 404 E0000008 and 405 E0000022 with the methods', async () => {
    expect((await refusal('GET', '/api/v1/nothing'))[1]).toBe('E0000008');
    expect((await refusal('GET', '/api/v1/apps/'))[1]).toBe('E0000008');
    expect((await refusal('GET', '/api/v1/apps/%00'))[1]).toBe('E0000008');
    const wrong = await send('PATCH', '/api/v1/apps', {});
    expect([wrong.status, wrong.json.errorCode]).toEqual([405, 'E0000022']);
    expect(wrong.headers.get('allow')).toBe('GET, POST');
  });

  it('refuse an expansion of another person, and a parameter that is no boolean', async () => {
    const mine = `filter=${encodeURIComponent(`user.id eq "${at.user}"`)}`;
    expect((await refusal('GET', `/api/v1/apps?${mine}&expand=user/00u1`))[1]).toBe('E0000063');
    const list = await send('GET', `/api/v1/apps?${mine}&expand=user/${at.user}`);
    expect(list.list.length).toBeGreaterThan(1);
    for (const app of list.list) {
      expect(app).toMatchObject({ _embedded: { user: { id: at.user } } });
    }
    expect((await refusal('POST', '/api/v1/apps?activate=maybe', bookmarkBody()))[1]).toBe(
      'E0000037',
    );
  });
});
