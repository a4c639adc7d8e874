import type { Queryable } from '#lib/db/raw.ts';
import { catalog } from './catalog.ts';
import type { OktaAnswer, OktaExchange } from './exchange.ts';
import { isTrustedOrigin } from './queries.ts';

const origin = /^https?:\/\/[A-Za-z0-9.[\]:-]{1,255}$/;

function originOf(x: OktaExchange): string | null {
  const text = x.request.headers.get('origin');
  return text !== null && origin.test(text) ? text : null;
}

/** What Okta's own clients send from a browser, beside what the API asks for. */
const allowedHeaders =
  'Authorization, Accept, Accept-Language, Content-Type, X-Device-Fingerprint, X-Okta-User-Agent-Extended';

const isOpen = (x: OktaExchange, method: string): boolean => {
  const operations = x.matched?.operations ?? {};
  const operationId = Object.hasOwn(operations, method) ? operations[method] : undefined;
  return operationId !== undefined && catalog[operationId].cors;
};

/**
 * The origin that may read the answer: trusted by the token's org, on an open operation (contract, C1-51, C1-52). Without
 * a valid token there is no org to ask: an origin that may ask before (`answerPreflight`) may then read why it is refused.
 */
export async function findAllowedOrigin(db: Queryable, x: OktaExchange): Promise<string | null> {
  const from = originOf(x);
  if (from === null || !isOpen(x, x.method)) return null;
  // Strangers beyond their limit cost no query.
  if (!x.client && x.rateExceeded) return null;
  return (await isTrustedOrigin(db, from, x.client?.oktaOrgId ?? null)) ? from : null;
}

/**
 * A browser asks before it sends a token, so the org is not known yet: an origin that any org trusts may ask; whether
 * it may read the answer, its own org decides. null: the request is no such question.
 */
export async function answerPreflight(db: Queryable, x: OktaExchange): Promise<OktaAnswer | null> {
  const method = x.request.headers.get('access-control-request-method');
  const from = originOf(x);
  if (x.method !== 'OPTIONS' || method === null || from === null) return null;
  const isAllowed = isOpen(x, method) && (await isTrustedOrigin(db, from, null));
  if (isAllowed) x.allowedOrigin = from;
  return {
    status: 204,
    body: null,
    headers: isAllowed
      ? {
          'access-control-allow-methods': method,
          'access-control-allow-headers': allowedHeaders,
          'access-control-max-age': '600',
        }
      : {},
  };
}
