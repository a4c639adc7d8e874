import { createHash, randomBytes } from 'node:crypto';
import NextAuth, { type AuthOptions } from 'next-auth';
import { getConfig } from '#lib/config/runtime.ts';
import { authCookies } from './cookies.ts';
import { issuerProviderId } from './issuer.ts';
import { authOptions } from './options.ts';
import type { HeaderReader } from './request-facts.ts';
import { safeReturnTo } from './return-to.ts';

type NodeCall = {
  method: 'GET' | 'POST';
  /** The path after `/api/auth/`. */
  action: readonly string[];
  query?: Record<string, string>;
  body?: Record<string, string>;
  cookies: Record<string, string>;
};
/** What next-auth answered: where to go, and the `Set-Cookie` lines. */
export type AuthAnswer = { status: number; location: string | null; setCookies: string[] };

type Response = {
  status(code: number): Response;
  setHeader(name: string, value: string | string[]): Response;
  getHeader(name: string): string | string[] | undefined;
  send(body: unknown): void;
  json(body: unknown): void;
  end(): void;
};
type Handle = (request: object, response: Response, options: AuthOptions) => Promise<void>;

/** Calls next-auth without a framework: the same handler that answers `/api/auth/**`. */
export async function callNextAuth(headers: HeaderReader, call: NodeCall): Promise<AuthAnswer> {
  const kept = new Map<string, string | string[]>();
  let status = 200;
  const response: Response = {
    status(code) {
      status = code;
      return response;
    },
    setHeader(name, value) {
      kept.set(name.toLowerCase(), value);
      return response;
    },
    getHeader: (name) => kept.get(name.toLowerCase()),
    send: () => undefined,
    json: () => undefined,
    end: () => undefined,
  };
  const { method, action, query, body, cookies } = call;
  const request = {
    method,
    body,
    cookies,
    headers: {},
    query: { ...query, nextauth: [...action] },
  };
  // Its own type asks for the request of a framework; these are the parts of it that it reads.
  await (NextAuth as unknown as Handle)(request, response, authOptions(headers));
  const location = kept.get('location');
  const setCookies = kept.get('set-cookie') ?? [];
  return {
    status,
    location: typeof location === 'string' ? location : null,
    setCookies: typeof setCookies === 'string' ? [setCookies] : setCookies,
  };
}

/**
 * Begins a sign-in through the identity provider: answers its address, and the cookies that hold state, nonce and
 * PKCE verifier. `again` makes the provider ask anew even when it knows the browser. The front door has checked that
 * a page of the portal asks, which is what next-auth wants its own token for; so the pair is made here.
 */
export function startIssuerSignIn(
  headers: HeaderReader,
  { returnTo, again }: { returnTo: unknown; again: boolean },
): Promise<AuthAnswer> {
  const { portalUrl, secret } = getConfig();
  const csrfToken = randomBytes(32).toString('hex');
  const seal = createHash('sha256').update(`${csrfToken}${secret}`).digest('hex');
  const name = authCookies().csrfToken?.name ?? '';
  return callNextAuth(headers, {
    method: 'POST',
    action: ['signin', issuerProviderId],
    query: again ? { prompt: 'login', max_age: '0' } : {},
    body: { csrfToken, callbackUrl: portalUrl + safeReturnTo(returnTo) },
    cookies: { [name]: `${csrfToken}|${seal}` },
  });
}
