import type { OktaError } from '#lib/domain/okta/okta-error.ts';
import { newErrorId } from '#lib/std/okta-ids.ts';
import { LightResponse } from '../light-response.ts';
import type { OktaAnswer, OktaExchange } from './exchange.ts';

/** The error object of a refusal (contract, C1-18 to C1-21). */
export function oktaErrorAnswer(
  error: OktaError,
  headers: Record<string, string> = {},
): OktaAnswer {
  return {
    status: error.status,
    body: JSON.stringify({
      errorCode: error.code,
      errorSummary: error.message,
      errorLink: error.code,
      errorId: newErrorId(),
      errorCauses: error.causes.map((errorSummary) => ({ errorSummary })),
    }),
    headers,
    error: error.code,
  };
}

/** What pages of a trusted origin may see of an answer beside its body. */
const exposed =
  'Link, X-Okta-Request-Id, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset';

/** The answer with the headers that every answer carries. */
export function toOktaResponse(x: OktaExchange, answer: OktaAnswer): Response {
  const headers: Record<string, string | string[]> = {
    'x-okta-request-id': x.requestId,
    'x-rate-limit-limit': String(x.rateLimit),
    'x-rate-limit-remaining': String(x.rateRemaining),
    'x-rate-limit-reset': String(x.rateResetAt),
    'cache-control': 'no-cache, no-store',
    vary: 'Origin',
    ...(answer.body === null
      ? // Without it, an empty answer would come in chunks; 204 has no length at all.
        answer.status === 204
        ? {}
        : { 'content-length': '0' }
      : { 'content-type': answer.contentType ?? 'application/json' }),
    ...(x.allowedOrigin === null
      ? {}
      : {
          'access-control-allow-origin': x.allowedOrigin,
          'access-control-allow-credentials': 'true',
          'access-control-expose-headers': exposed,
        }),
    ...answer.headers,
  };
  return new LightResponse(answer.body, {
    status: answer.status,
    // The adapter writes a plain object as it is, one line for each value of a list.
    headers: headers as Record<string, string>,
  });
}
