import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type EmbeddedPostgres, startEmbedded } from '../lib/db/embedded.ts';
import { freePort } from '../test/support/free-port.ts';
import { type Receiver, startReceiver } from '../test/support/receiver.ts';
import { dumpTables, readFolder, secretsIn } from './support/find-secrets.ts';
import { launch } from './support/own-portal.ts';
import { makePartner, type Partner } from './support/partner.ts';
import { expect, test } from './support/test.ts';

const portalSecret = 'the-key-of-a-portal-7Zk2QvX9mB4tR1';
const headerSecret = 'hdr-5Wq8nC3vT6yLp0';
const savedCredential = '00kQ4mX7vB2nT9zR5cL8wF1hJ6pD3sGy-aE0uYiOxN';

// A wrong password is refused, which the browser notes.
test.use({ expectedErrors: [/40[013]|422/] });
test.setTimeout(600_000);

let dir = '';
let postgres: EmbeddedPostgres;
let receiver: Receiver;
let portal: ReturnType<typeof launch>;
let settings: Record<string, string> = {};
/** What the receiver answers; in its body it repeats whatever it was sent, and the secrets that it knows there. */
let status = 500;
const known: Record<string, string[]> = {};

test.beforeAll(async () => {
  test.setTimeout(600_000);
  dir = await mkdtemp(path.join(tmpdir(), 'portal-e2e-secrets-'));
  postgres = await startEmbedded(path.join(dir, 'database'));
  receiver = await startReceiver(({ headers, body, url }) => ({
    status,
    headers: { 'x-echo': String(headers.authorization) },
    // Longer than a connection takes at once: the dashboard's own answers about it are, too.
    body: JSON.stringify({ headers, body: body.toString(), known: known[url] }).padEnd(70_000),
  }));
  const port = await freePort();
  settings = {
    PORT: String(port),
    PORTAL_URL: `http://localhost:${port}`,
    PORTAL_DATA_DIR: path.join(dir, 'data'),
    DATABASE_URL: postgres.url,
    PORTAL_SECRET: portalSecret,
    PORTAL_DEMO: 'off',
    PORTAL_ALLOW_TARGETS: `127.0.0.1:${receiver.port}`,
  };
  portal = launch(settings);
  const isReady = async () =>
    (await fetch(`${settings.PORTAL_URL}/api/health/ready`).catch(() => null))?.ok || portal.said();
  await expect.poll(isReady, { timeout: 240_000 }).toBe(true);
});
test.afterAll(async () => {
  if (portal.child.exitCode === null) await portal.stop();
  await receiver.close();
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
});

type Answer = Record<string, unknown>;

/** Asks the portal as its own pages do. */
async function ask(page: Page, below: string, body: Answer | null, method = 'POST') {
  const [code, text] = await page.evaluate(
    async ([url, method, body]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(url, { method, headers, body });
      return [answer.status, await answer.text()] as const;
    },
    [`/api/portal/${below}`, method, body && JSON.stringify(body)] as const,
  );
  expect(code, `${method} ${below}: ${text}`).toBeLessThan(300);
  return text === '' ? {} : (JSON.parse(text) as Answer);
}

async function signIn(page: Page, partner: Partner): Promise<void> {
  await page.goto(`${partner.url}/dashboard/apps/${partner.app}/webhooks`);
  await page.getByLabel('E-mail').fill(partner.email);
  await page.getByLabel('Password').fill('not-the-password-of-this-account');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.getByLabel('E-mail').fill(partner.email);
  await page.getByLabel('Password').fill(partner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/webhooks$/);
}

const textOf = (answer: Answer, name: string): string => {
  const value = answer[name];
  expect(value, name).toEqual(expect.any(String));
  return String(value);
};

const subject = { events: ['education.subjects.created', 'ping'] };

/** Endpoints on the receiver and on a bin, each with a secret header; the first one's secret is rotated and promoted. */
async function addEndpoints(page: Page, app: string, secrets: Map<string, string>): Promise<void> {
  const customHeaders = { Authorization: `Bearer ${headerSecret}` };
  const add = (url: string) =>
    ask(page, `apps/${app}/webhooks`, { url, ...subject, customHeaders });
  const first = await add(`${receiver.url}/hook`);
  const key = textOf(await ask(page, `apps/${app}/bins`, {}), 'key');
  const second = await add(`${settings.PORTAL_URL}/bin/${key}`);
  const endpoint = `apps/${app}/webhooks/${textOf(first, 'endpointId')}`;
  const rotated = await ask(page, endpoint, { action: 'rotate' });
  await ask(page, endpoint, { action: 'ping' });
  await ask(page, endpoint, { action: 'promote' });
  const bridge = await ask(page, `apps/${app}/bridge`, { url: `${receiver.url}/bridge` });
  const own = [headerSecret, textOf(first, 'secret'), textOf(rotated, 'secret')];
  Object.assign(known, { '/hook': own, '/bridge': [textOf(bridge, 'secret')] });
  secrets.set('the secret of an endpoint', textOf(first, 'secret'));
  secrets.set('the secret after a rotation', textOf(rotated, 'secret'));
  secrets.set('the secret of a bin’s endpoint', textOf(second, 'secret'));
  secrets.set('the secret of the bridge', textOf(bridge, 'secret'));
}

/** Rotates the installation's token, which the bridge is handed; answers the new one. */
async function rotateToken(page: Page, app: string): Promise<string> {
  const { tokens } = await ask(page, `apps/${app}/tokens`, null, 'GET');
  const [first]: { id: string }[] = Array.isArray(tokens) ? tokens : [];
  const rotated = await ask(page, `apps/${app}/tokens/${first?.id}`, { action: 'rotate' });
  return textOf(rotated, 'token');
}

/** Calls of both APIs, refused ones among them, and one through the console's relay. */
async function callApis(page: Page, partner: Partner, token: string): Promise<void> {
  const base = partner.url;
  const call = async (url: string, authorization: string, body?: Answer) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    return (await fetch(url, { headers, ...sent })).status;
  };
  const subjects = `${base}/api/apps/education/subjects`;
  expect(await call(subjects, `Bearer ${token}`, { name: 'الخط العربي', code: 'ART-7' })).toBe(201);
  expect(await call(subjects, `Bearer ${partner.token}`, { colour: 'red' })).toBe(422);
  expect(await call(`${base}/api/apps/whoami`, `Basic ${partner.token}`)).toBe(401);
  expect(await call(`${base}/api/apps/nowhere`, `Bearer ${token}`)).toBe(404);
  const { token: ssws, bearer_read: bearer } = partner.okta;
  expect(await call(`${base}/api/v1/apps`, `SSWS ${ssws}`)).toBe(200);
  expect(await call(`${base}/api/v1/apps`, `Bearer ${bearer}`)).toBe(200);
  expect(await call(`${base}/api/v1/apps`, `SSWS ${ssws}`, { name: 'none' })).toBe(400);
  const relayed = await page.evaluate(async () => {
    return (await fetch('/api/relay/partners/sandbox/whoami')).status;
  });
  expect(relayed).toBe(200);
}

const homeOf = (app: string) => `/dashboard/apps/${app}`;

/** Every address of the dashboard that a link of these pages leads to, as the browser has it. */
async function readPages(page: Page, app: string): Promise<Map<string, string>> {
  const below = ['webhooks', 'deliveries', 'tokens', 'logs', 'installations', 'overview'];
  const waiting = [
    ...['', '/audit', '/sessions', '/credentials', '/okta', '/history', '/team'].map(
      (name) => `/dashboard${name}`,
    ),
    ...below.map((name) => `${homeOf(app)}/${name}`),
  ];
  const seen = new Map<string, string>();
  for (const address of waiting) {
    const answer = await page.goto(`${settings.PORTAL_URL}${address}`);
    seen.set(address, `${await answer?.text()}${await page.content()}`);
    const links = await page.getByRole('main').getByRole('link').all();
    for (const link of links) {
      const href = (await link.getAttribute('href')) ?? '';
      const isOfThread = /\/(deliveries|webhooks|logs)\/[^?#]+$/.test(href);
      if (isOfThread && href.startsWith(homeOf(app)) && !waiting.includes(href)) waiting.push(href);
    }
  }
  for (const name of ['deliveries', 'logs', 'deliveries/export?format=ndjson']) {
    const address = `/api/portal/apps/${app}/${name}`;
    seen.set(address, await (await page.request.get(`${settings.PORTAL_URL}${address}`)).text());
  }
  return seen;
}

const leaksOf = (texts: ReadonlyMap<string, string>, secrets: ReadonlyMap<string, string>) =>
  [...texts].flatMap(([where, text]) =>
    secretsIn(text, secrets).map((name) => `${name} stands in ${where}`),
  );

test('no secret of a whole thread stands in a page, a row, a file or what the portal says', async ({
  page,
}) => {
  const partner = await makePartner(settings);
  const { app } = partner;
  const secrets = new Map([
    ['the password', partner.password],
    ['the installation token', partner.token],
    ['the SSWS token', partner.okta.token],
    ['the access token of Okta', partner.okta.bearer_read],
    ['the secret of the demo’s endpoint', partner.webhook.secret],
    ['a secret header', headerSecret],
    ['a saved credential', savedCredential],
    ['the portal’s own secret', portalSecret],
  ]);
  await signIn(page, partner);
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name, httpOnly }) => httpOnly && name.includes('session'));
  secrets.set('the session cookie', decodeURIComponent(session?.value ?? ''));
  await addEndpoints(page, app, secrets);
  const saved = {
    api: 'partners',
    environment: 'production',
    token: savedCredential,
    name: 'Live',
  };
  await ask(page, 'credentials', saved);
  secrets.set('the rotated token', await rotateToken(page, app));
  const token = secrets.get('the rotated token') ?? '';
  await callApis(page, partner, token);
  await ask(page, `apps/${app}/signature`, {
    secret: secrets.get('the secret of an endpoint'),
    timestamp: '1777188615',
    signature: '0'.repeat(64),
    body: '{}',
  });
  const bodyAt = (url: string) => receiver.received.filter((one) => one.url === url);
  await expect.poll(() => bodyAt('/hook').length, { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
  await expect.poll(() => bodyAt('/bridge').length, { timeout: 60_000 }).toBeGreaterThanOrEqual(1);
  expect(bodyAt('/bridge')[0]?.body.toString()).toContain(token);
  expect(bodyAt('/hook')[0]?.headers.authorization).toBe(`Bearer ${headerSecret}`);
  // While everything waits for its retry, and once more when all of it has ended.
  const whileWaiting = leaksOf(await readPages(page, app), secrets);
  const rowsWaiting = leaksOf(await dumpTables(postgres.url), secrets);
  expect([...whileWaiting, ...rowsWaiting]).toEqual([]);
  status = 200;
  await resendAll(page, app);
  expect(leaksOf(await readPages(page, app), secrets)).toEqual([]);
  const rows = await dumpTables(postgres.url);
  expect(rows.get('public.delivery_attempts')).toContain('[redacted]');
  expect(leaksOf(rows, secrets)).toEqual([]);

  await portal.stop();
  await postgres.stop();
  expect(leaksOf(new Map([['what the portal says', portal.said()]]), secrets)).toEqual([]);
  expect(leaksOf(await readFolder(dir), secrets)).toEqual([]);
});

async function resendAll(page: Page, app: string): Promise<void> {
  const list = async (state: string): Promise<{ id: string }[]> => {
    const { deliveries } = await ask(page, `apps/${app}/deliveries?status=${state}`, null, 'GET');
    return Array.isArray(deliveries) ? deliveries : [];
  };
  for (const { id } of await list('retrying')) {
    await ask(page, `apps/${app}/deliveries/${id}`, { action: 'resend' });
  }
  await expect.poll(async () => (await list('retrying')).length, { timeout: 60_000 }).toBe(0);
  await expect.poll(async () => (await list('sending')).length, { timeout: 60_000 }).toBe(0);
}
