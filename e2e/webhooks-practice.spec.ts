import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import path from 'node:path';
import { expectGoodLooks } from './support/looks.ts';
import { makePartner } from './support/partner.ts';
import { expect, test } from './support/test.ts';
import { addBinEndpoint, createSubject, openApp, sendTest } from './support/webhooks.ts';

test.setTimeout(300_000);

test('the bin: status, delay, drop, slow drip and fail n times, each seen as the sender sees it', async ({
  page,
}) => {
  const partner = await makePartner();
  await openApp(page, partner, 'webhooks');
  const { endpointUrl } = await addBinEndpoint(page, partner, ['ping']);
  const endpointPage = page.url();
  await page.goto(`/dashboard/apps/${partner.app}/webhooks`);
  await page
    .getByRole('link', { name: new URL(endpointUrl).pathname })
    .last()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Built-in bin' })).toBeVisible();
  const binPage = page.url();
  const turn = async (knob: string, value: string) => {
    await page.goto(binPage);
    const saved = page.waitForResponse(
      (answer) => answer.request().method() === 'PATCH' && answer.ok(),
    );
    await page.getByLabel(knob, { exact: true }).selectOption(value);
    await saved;
  };
  const outcome = async (text: string | RegExp) => {
    await page.goto(endpointPage);
    await sendTest(page, 'ping');
    await expect(page.getByRole('main').getByText(text).first()).toBeVisible({ timeout: 60_000 });
  };
  // First: a delivery that waits for its retry would be the one that fails.
  await turn('Fails with 503 first', '1');
  await outcome('503');
  await outcome('Delivered');
  await turn('Answers with', '302');
  await outcome(/redirect/i);
  await turn('Answers with', '200');
  await turn('When', '3000');
  // The bin waits three seconds; a busy machine takes longer.
  await outcome(/\b[3-9](\.\d+)? s\b|\b[3-9]\d{3} ms\b/);
  await turn('When', '0');
  await turn('How', 'drop');
  await outcome(/connection/i);
  await turn('How', 'drip');
  await outcome(/10 seconds|No answer in time|Timeout|Timed out/i);
  await turn('How', 'answer');
  await expect(page.getByText('nothing, dropped').first()).toBeVisible();
  await expect(page.getByRole('link', { name: /^delivery / }).first()).toBeVisible();
  await expectGoodLooks(page, 'the inspector of a bin');
});

test('listen forwards live deliveries to this machine, and each attempt is recorded', async ({
  page,
  request,
}) => {
  const partner = await makePartner();
  const got: { headers: Record<string, unknown>; body: string }[] = [];
  let status = 200;
  const server = createServer((incoming, answer) => {
    let body = '';
    incoming.on('data', (piece) => {
      body += piece;
    });
    incoming.on('end', () => {
      got.push({ headers: incoming.headers, body });
      answer.writeHead(status).end('thank you');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const forward = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hook`;
  const root = path.resolve(import.meta.dirname, '..');
  const args = ['run', '--silent', 'portal', '--', 'listen'];
  const listen = spawn('npm', [...args, '--forward', forward, '--token', partner.token], {
    cwd: root,
    env: {
      ...process.env,
      PORT: process.env.PORTAL_E2E_PORT,
      PORTAL_DATA_DIR: process.env.PORTAL_E2E_DIR,
    },
  });
  let said = '';
  for (const stream of [listen.stdout, listen.stderr]) {
    stream.on('data', (piece) => {
      said += piece;
    });
  }
  try {
    await expect.poll(() => said, { timeout: 120_000 }).toContain('whsec_');
    await createSubject(request, partner, 'Calligraphy');
    await expect.poll(() => got.length).toBe(1);
    expect(got[0]?.headers).toMatchObject({ 'x-okta-event': 'education.subjects.created' });
    expect(got[0]?.body).toContain('Calligraphy');
    status = 500;
    await createSubject(request, partner, 'Astronomy');
    await expect.poll(() => got.filter(({ body }) => body.includes('Astronomy')).length).toBe(1);
    expect(said).not.toContain(partner.token);

    await openApp(page, partner, 'deliveries?data=subject.name%3DAstronomy');
    const row = page.getByRole('row', { name: new URL(forward).host });
    await row.getByRole('link', { name: 'education.subjects.created' }).click();
    const main = page.getByRole('main');
    await expect(main.getByText('500', { exact: true }).first()).toBeVisible();
    await expect(main.getByText('thank you')).toBeVisible();
    await expectGoodLooks(page, 'a forwarded delivery');
  } finally {
    listen.kill('SIGINT');
    server.closeAllConnections();
    server.close();
  }
});

test('a rotated token is handed over by the bridge, acknowledged, and shown nowhere', async ({
  page,
  request,
}) => {
  const partner = await makePartner();
  await openApp(page, partner, 'webhooks');
  const { endpointUrl } = await addBinEndpoint(page, partner, ['ping']);
  await page.goto(`/dashboard/apps/${partner.app}/webhooks`);
  await page.getByLabel('Bridge URL').fill(endpointUrl);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Copy the signing secret now')).toBeVisible();
  await expectGoodLooks(page, 'the secret of a bridge');

  await page.goto(`/dashboard/apps/${partner.app}/tokens`);
  await page.getByRole('button', { name: 'Rotate' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  const shown = page.getByRole('dialog', { name: 'The new token' });
  const token = (await shown.locator('pre').first().textContent())?.trim() ?? '';
  expect(token).toMatch(/^okp_test_/);
  const who = await request.get('/api/apps/whoami', {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(who.status()).toBe(200);

  await page.goto(`/dashboard/apps/${partner.app}/webhooks`);
  const last = page.getByText('Last hand-over:');
  // It comes by itself.
  await expect(last).toContainText('Delivered', { timeout: 60_000 });
  const seen: string[] = [await page.content()];
  await last.getByRole('link', { name: 'app.token.rotated' }).click();
  const main = page.getByRole('main');
  await expect(main.getByText('[redacted]').first()).toBeVisible();
  await expectGoodLooks(page, 'a hand-over');
  seen.push(await page.content());
  await main.getByRole('link', { name: endpointUrl }).first().click();
  await expect(page.getByRole('heading', { name: 'Bridge' })).toBeInViewport();
  await page
    .getByRole('link', { name: new URL(endpointUrl).pathname })
    .last()
    .click();
  await expect(main.getByText('app.token.rotated').first()).toBeVisible();
  seen.push(await page.content());
  for (const html of seen) expect(html).not.toContain(token);
});
