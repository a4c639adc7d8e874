import { expect, it } from 'vitest';
import { attemptDifference } from '#components/dashboard/deliveries/attempt-difference.ts';
import type { AttemptView } from '#lib/domain/deliveries/schemas.ts';

const first: AttemptView = {
  id: 'att_1',
  number: 1,
  trigger: 'schedule',
  startedAt: '2026-04-26T07:30:15.000Z',
  endedAt: '2026-04-26T07:30:15.200Z',
  url: 'https://hooks.masar.example/okta',
  requestHeaders: [
    ['X-Okta-Timestamp', '1777188615'],
    ['X-Team', 'blue'],
  ],
  responseStatus: 503,
  responseHeaders: [['server', 'nginx']],
  responseBody: 'busy',
  responseTruncated: false,
  errorCode: null,
  errorText: null,
  timings: { dnsMs: 1, connectMs: 1, tlsMs: 1, firstByteMs: 5, totalMs: 6 },
};

it('leaves out what differs by its nature', () => {
  const requestHeaders: AttemptView['requestHeaders'] = [
    ['X-Okta-Timestamp', '1777188645'],
    ['X-Team', 'blue'],
  ];
  expect(attemptDifference(first, { ...first, number: 2, requestHeaders })).toEqual([]);
});

it('names outcome, headers that came and went, and the body', () => {
  const second = { ...first, responseStatus: 200, responseHeaders: [], responseBody: '' };
  expect(attemptDifference(first, second)).toEqual([
    { what: 'Outcome', before: '503', after: '200' },
    { what: 'Response header server', before: 'nginx', after: 'absent' },
    { what: 'Response body', before: 'busy', after: 'empty' },
  ]);
});
