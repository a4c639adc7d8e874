import { describe, expect, it } from 'vitest';
import { type AttemptFacts, stateAfter } from '#lib/domain/deliveries/outcome.ts';
import { nextAttemptAt, parseRetryAfter } from '#lib/domain/deliveries/schedule.ts';

const endedAt = new Date('2026-04-26T07:30:15.250Z');
const waitSeconds = (count: number, retryAfterMs: number | null = null) => {
  const next = nextAttemptAt(count, endedAt, retryAfterMs);
  return next ? (next.getTime() - endedAt.getTime()) / 1000 : null;
};

describe('the retry schedule', () => {
  it('is 30 s, 2 min, 10 min, 1 h, 6 h after the previous attempt’s end, then no more', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((count) => waitSeconds(count))).toEqual([
      30,
      120,
      600,
      3600,
      21_600,
      null,
      null,
    ]);
  });

  it('is lengthened by Retry-After, never shortened, never past 6 h, never prolonged', () => {
    expect(waitSeconds(1, 90_000)).toBe(90);
    expect(waitSeconds(3, 5_000)).toBe(600);
    expect(waitSeconds(1, 86_400_000)).toBe(21_600);
    expect(waitSeconds(6, 90_000)).toBeNull();
  });
});

describe('Retry-After', () => {
  it('is read as seconds or as an HTTP date', () => {
    expect(parseRetryAfter('120', endedAt)).toBe(120_000);
    // Too much is not nothing: the longest wait is what it comes to.
    expect(waitSeconds(1, parseRetryAfter('9'.repeat(400), endedAt))).toBe(21_600);
    expect(parseRetryAfter('Sun, 26 Apr 2026 07:31:15 GMT', endedAt)).toBe(59_750);
  });

  it('counts for nothing when absent, malformed, negative or past', () => {
    for (const value of [null, '', '-5', '1.5', 'soon', 'Sun, 26 Apr 2020 07:31:15 GMT'])
      expect(parseRetryAfter(value, endedAt), String(value)).toBeNull();
  });
});

describe('the state after an attempt', () => {
  const facts: AttemptFacts = {
    number: 1,
    uncountedAttempts: 0,
    endedAt,
    responseStatus: 200,
    retryAfter: null,
    failureCode: null,
  };
  const stateFor = (more: Partial<AttemptFacts>) => stateAfter({ ...facts, ...more });

  it('is delivered for every complete 2xx', () => {
    for (const responseStatus of [200, 201, 202, 204, 299])
      expect(stateFor({ responseStatus }).status).toBe('delivered');
  });

  it('is retrying for anything else, redirects and cut answers included', () => {
    for (const responseStatus of [301, 302, 307, 400, 401, 404, 500, 503])
      expect(stateFor({ responseStatus })).toMatchObject({
        status: 'retrying',
        error: `http_${responseStatus}`,
      });
    expect(stateFor({ failureCode: 'timeout' })).toMatchObject({
      status: 'retrying',
      error: 'timeout',
    });
  });

  it('is failed after the sixth attempt', () => {
    expect(stateFor({ number: 5, responseStatus: 500 }).status).toBe('retrying');
    expect(stateFor({ number: 6, responseStatus: 500 }).status).toBe('failed');
  });

  it('disables the endpoint on 410 and on nothing else', () => {
    expect(stateFor({ responseStatus: 410 })).toMatchObject({
      status: 'failed',
      disablesEndpoint: true,
    });
    expect(stateFor({ responseStatus: 404 }).disablesEndpoint).toBe(false);
  });

  it('heeds Retry-After on 429 and 503 only', () => {
    const wait = (responseStatus: number) =>
      (stateFor({ responseStatus, retryAfter: '300' }).nextAttemptAt?.getTime() ?? 0) -
      endedAt.getTime();
    expect([429, 503, 500].map(wait)).toEqual([300_000, 300_000, 30_000]);
  });

  it('does not spend the schedule on attempts by hand', () => {
    const next = stateFor({ number: 2, uncountedAttempts: 1, responseStatus: 500 }).nextAttemptAt;
    expect(next?.getTime()).toBe(endedAt.getTime() + 30_000);
  });
});
