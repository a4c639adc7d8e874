import { describe, expect, it } from 'vitest';
import { type EndpointHealth, healthAfter, type Outcome } from '#lib/worker/record/health.ts';

const at = new Date('2026-04-26T07:30:00Z');
const works: EndpointHealth = {
  id: 'whe_1',
  org_id: 'org_1',
  app_id: 'app_1',
  kind: 'http',
  enabled: true,
  disabled_reason: null,
  failing_since: null,
  consecutive_failures: 0,
  recent_outcomes: '',
};
/** `0` a success, `1` a failure, as the window writes them. */
const batch = (text: string): Outcome[] =>
  [...text].map((mark) => ({ succeeded: mark === '0', gone: false, endedAt: at }));

describe('the health of an endpoint', () => {
  it('tells of the first failure, once, and of the recovery', () => {
    const first = healthAfter(works, batch('1'));
    expect(first).toMatchObject({ consecutive_failures: 1, notices: ['endpoint_failing'] });
    const second = healthAfter({ ...works, ...first }, batch('1'));
    expect(second.notices).toEqual([]);
    const third = healthAfter({ ...works, ...second }, batch('0'));
    expect(third).toMatchObject({ failing_since: null, notices: ['endpoint_recovered'] });
  });

  it('warns at 20 in a row', () => {
    const change = healthAfter(
      { ...works, failing_since: at, consecutive_failures: 19 },
      batch('1'),
    );
    expect(change.notices).toEqual(['endpoint_warning']);
  });

  it('disables at 95 of the last 100, and not at 94', () => {
    const failing = { ...works, failing_since: at, consecutive_failures: 30 };
    const at94 = healthAfter(
      { ...failing, recent_outcomes: `000000${'1'.repeat(93)}` },
      batch('1'),
    );
    expect(at94.disable).toBeNull();
    const at95 = healthAfter({ ...failing, recent_outcomes: `00000${'1'.repeat(94)}` }, batch('1'));
    expect(at95).toMatchObject({ disable: 'failing', notices: ['endpoint_disabled'] });
    const few = healthAfter({ ...failing, recent_outcomes: '1'.repeat(90) }, batch('1'));
    expect(few.disable).toBeNull();
  });

  it('keeps a window of 100 and forgets it when none of them failed', () => {
    const change = healthAfter({ ...works, recent_outcomes: `1${'0'.repeat(99)}` }, batch('0'));
    expect(change.recent_outcomes).toBe('');
    const still = healthAfter({ ...works, recent_outcomes: `1${'0'.repeat(50)}` }, batch('0'));
    expect(still.recent_outcomes).toHaveLength(52);
  });

  it('is enabled by a probe that went well, and waits after one that failed', () => {
    const lost = { ...works, enabled: false, disabled_reason: 'failing' as const };
    expect(healthAfter(lost, batch('0'))).toMatchObject({
      enable: true,
      notices: ['endpoint_recovered'],
    });
    expect(healthAfter(lost, batch('1'))).toMatchObject({ enable: false, probeFailed: true });
    const byHand = { ...lost, disabled_reason: 'user' as const };
    expect(healthAfter(byHand, batch('0')).enable).toBe(false);
  });
});
