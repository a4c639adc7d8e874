import type { FailureCode } from '../../http/failure.ts';
import { nextAttemptAt, parseRetryAfter } from './schedule.ts';

/** What an attempt came to, as far as the next state depends on it. */
export type AttemptFacts = {
  /** Number of this attempt, 1 for the first. */
  number: number;
  /** Earlier attempts that the schedule does not count. */
  uncountedAttempts: number;
  endedAt: Date;
  responseStatus: number | null;
  retryAfter: string | null;
  /** null when the answer is complete. */
  failureCode: FailureCode | null;
};

export type NextState = {
  status: 'delivered' | 'retrying' | 'failed';
  nextAttemptAt: Date | null;
  /** The word under which lists show and filter a failure: `http_503`, `timeout`, …; null when delivered. */
  error: string | null;
  /** The receiver said that it is gone for good. */
  disablesEndpoint: boolean;
};

/**
 * The state after an attempt: 2xx within the deadline is success, anything else, redirects included, is a failure;
 * 410 disables the endpoint (contract: Webhooks). Pure.
 */
export function stateAfter(facts: AttemptFacts): NextState {
  const { responseStatus: status, failureCode } = facts;
  if (failureCode === null && status !== null && status >= 200 && status < 300) {
    return { status: 'delivered', nextAttemptAt: null, error: null, disablesEndpoint: false };
  }
  const error = failureCode ?? `http_${status}`;
  if (failureCode === null && status === 410) {
    return { status: 'failed', nextAttemptAt: null, error, disablesEndpoint: true };
  }
  const asksToWait = status === 429 || status === 503;
  const retryAfterMs = asksToWait ? parseRetryAfter(facts.retryAfter, facts.endedAt) : null;
  const counted = Math.max(1, facts.number - facts.uncountedAttempts);
  const next = nextAttemptAt(counted, facts.endedAt, retryAfterMs);
  return {
    status: next ? 'retrying' : 'failed',
    nextAttemptAt: next,
    error,
    disablesEndpoint: false,
  };
}
