import { createServer, type Server } from 'node:http';
import Provider, { type AccountClaims } from 'oidc-provider';

export type Person = { email?: string; email_verified?: boolean; name?: string };
export type Issuer = {
  url: string;
  /** Who can sign in: the login, which is also the subject, and what the issuer knows. */
  people: Map<string, Person>;
  close(): Promise<void>;
};

export const clientId = 'okta-portal';
export const clientSecret = 'a client secret for tests only';

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

/** A certified OpenID provider on loopback with a login page that takes any password. */
export async function startIssuer(redirectUri: string, port = 0): Promise<Issuer> {
  const people = new Map<string, Person>();
  const server = createServer();
  const bound = await listen(server, port);
  const url = `http://127.0.0.1:${bound}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key for tests only'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async (): Promise<AccountClaims> => ({ sub: id, ...people.get(id) }),
    }),
  });
  server.on('request', provider.callback());
  return {
    url,
    people,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A browser that keeps the issuer's cookies. */
export class IssuerBrowser {
  readonly #jar = new Map<string, string>();

  async #ask(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: { cookie },
      body: form && new URLSearchParams(form),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (pair.slice(at + 1) === '') this.#jar.delete(pair.slice(0, at));
      else this.#jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Follows the issuer from its authorization address, signing in as `login`, to the address that goes back. */
  async walk(start: string, login: string, back: string): Promise<{ url: URL; asked: boolean }> {
    let url = start;
    let asked = false;
    for (let steps = 0; steps < 20; steps++) {
      if (url.startsWith(back)) return { url: new URL(url), asked };
      const page = await this.#ask(url);
      const moved = page.headers.get('location');
      if (moved) {
        url = new URL(moved, url).href;
        continue;
      }
      const html = await page.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
      if (!prompt) throw new Error(`The issuer answered ${page.status}: ${html.slice(0, 400)}`);
      asked ||= prompt === 'login';
      const answer = await this.#ask(url, { prompt, login, password: 'any' });
      url = new URL(answer.headers.get('location') ?? '', url).href;
    }
    throw new Error('The issuer never went back.');
  }
}
