import { OktaError } from '#lib/domain/okta/okta-error.ts';
import { sharedNowMs } from '#lib/std/clock.ts';
import { newRequestId } from '#lib/std/okta-ids.ts';
import { oktaErrorAnswer } from './answer.ts';
import { strangersLimit } from './identify.ts';

/** An expression in the address: what is too long then is the expression. */
const hasExpression = /[?&](?:filter|search)=/;

/**
 * The answer to a request of the Okta API that HTTP itself forbids, such as headers without end: it never becomes a call,
 * but looks like the answer to one (contract, C1-18, C1-50). `target` is the address as far as it was read.
 */
export function answerAtDoor(refused: { status: number; message: string; target: string }): {
  status: number;
  headers: Record<string, string>;
  body: string;
} {
  const { status, message, target } = refused;
  const isTooLong = status === 414 || status === 431;
  const error =
    isTooLong && hasExpression.test(target)
      ? new OktaError('E0000031')
      : new OktaError('E0000002', { about: message, status });
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-cache, no-store',
      'x-okta-request-id': newRequestId(),
      'x-rate-limit-limit': String(strangersLimit),
      'x-rate-limit-remaining': String(strangersLimit),
      'x-rate-limit-reset': String(Math.floor(sharedNowMs() / 60_000) * 60 + 60),
    },
    body: oktaErrorAnswer(error).body ?? '',
  };
}
