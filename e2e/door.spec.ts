import { expect, test } from './support/test.ts';

test('a page runs its own scripts under a policy without unsafe-inline', async ({ page }) => {
  const answer = await page.goto('/');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src 'self'( 'sha256-[^']+')+/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  // The theme script ran before the first paint, so its hash is in the policy.
  await expect(page.locator('html')).toHaveAttribute('data-js', '');
});

test('a script that somebody injected stays dead', async ({ page }) => {
  await page.goto('/');
  const policy = (await page.reload())?.headers()['content-security-policy'] ?? '';
  const html = '<script>document.title="injected"</script><p>still here</p>';
  await page.route('**/injected', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'content-security-policy': policy },
      body: html,
    }),
  );
  const refused = page.waitForEvent('console', (message) =>
    /Content Security Policy/.test(message.text()),
  );
  await page.goto('/injected');
  await refused;
  await expect(page.getByText('still here')).toBeVisible();
  expect(await page.title()).not.toBe('injected');
});
test.use({ expectedErrors: [/Content Security Policy/] });

test('a changing request from another site is refused', async ({ request }) => {
  const answer = await request.post('/api/auth/signout', {
    headers: { origin: 'https://evil.example' },
  });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ error: 'foreign_origin' });
});
