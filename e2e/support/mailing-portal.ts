import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../test/support/free-port.ts';
import { clientId, clientSecret, type Issuer, startIssuer } from '../../test/support/issuer.ts';
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts';
import { launch } from './own-portal.ts';
import { test as base, expect } from './test.ts';

type SignIn = { email: string; password: string };
/** A portal of its own, with a real mail server and a real identity provider beside it. */
export type MailingPortal = {
  url: string;
  demo: SignIn;
  reviewer: SignIn;
  issuer: Issuer;
  /** Waits for the newest mail to an address whose text holds `page`, and answers the link to it. */
  linkTo(address: string, page: string): Promise<string>;
};

const readyMs = 240_000;

const signInOf = (said: string, label: string): SignIn | null => {
  const [, email, password] = new RegExp(`${label}\\s+(\\S+)\\s+(\\S+)`).exec(said) ?? [];
  return email && password ? { email, password } : null;
};

async function linkTo(mails: MailServer, address: string, page: string): Promise<string> {
  const link = new RegExp(`http\\S+${page}/[A-Za-z0-9_-]{43}`);
  const newest = () => {
    const found = mails.mails.findLast(({ to, text }) => to.includes(address) && link.test(text));
    return link.exec(found?.text ?? '')?.[0] ?? '';
  };
  await expect.poll(newest, `a mail with ${page} to ${address}`).not.toBe('');
  return newest();
}

async function start() {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const dir = await mkdtemp(path.join(tmpdir(), 'portal-e2e-mail-'));
  const mails = await startMailServer();
  const issuer = await startIssuer(`${url}/api/auth/callback/oidc`);
  const { said, stop } = launch({
    PORT: String(port),
    PORTAL_URL: url,
    PORTAL_DATA_DIR: dir,
    PORTAL_DEMO: 'on',
    SMTP_URL: mails.url,
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  });
  await expect
    .poll(() => signInOf(said(), 'Demo reviewer') ?? said(), { timeout: readyMs })
    .toHaveProperty('email');
  const demo = signInOf(said(), 'Demo sign-in');
  const reviewer = signInOf(said(), 'Demo reviewer');
  if (!demo || !reviewer) throw new Error(`The portal was not ready in time:\n${said()}`);
  const portal: MailingPortal = {
    url,
    demo,
    reviewer,
    issuer,
    linkTo: (address, page) => linkTo(mails, address, page),
  };
  return {
    portal,
    async stop() {
      await stop();
      await Promise.all([mails.close(), issuer.close()]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The test of journeys that need mail or an identity provider. */
export const test = base.extend<Record<never, never>, { mailing: MailingPortal }>({
  mailing: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const { portal, stop } = await start();
      await use(portal);
      await stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});
