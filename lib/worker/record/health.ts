import type { NoticeKind } from '../../db/schema/recovery.ts';
import type { DisabledReason, EndpointKind } from '../../db/schema/webhooks.ts';
import type { AppId, EndpointId, OrgId } from '../../std/ids.ts';

/** How an endpoint stands before a batch of results. */
export type EndpointHealth = {
  id: EndpointId;
  org_id: OrgId;
  app_id: AppId;
  kind: EndpointKind;
  enabled: boolean;
  disabled_reason: DisabledReason | null;
  failing_since: Date | null;
  consecutive_failures: number;
  /** The last 100 attempts, `1` for a failure; empty while none failed. */
  recent_outcomes: string;
};

export type Outcome = { succeeded: boolean; gone: boolean; endedAt: Date };

export type HealthChange = {
  failing_since: Date | null;
  consecutive_failures: number;
  recent_outcomes: string;
  /** Why it is disabled by this batch; null: it is not. */
  disable: 'gone' | 'failing' | null;
  /** A probe went well: it is enabled again. */
  enable: boolean;
  /** A probe failed. */
  probeFailed: boolean;
  notices: NoticeKind[];
};

const windowLength = 100;
/** So many failures of the last 100 attempts disable an endpoint (issue: 95 %). */
const disablingFailures = 95;
/** So many failures in a row are worth a warning. */
export const warningAfter = 20;

const failuresIn = (outcomes: string): number => outcomes.replaceAll('0', '').length;

function streakAfter(before: EndpointHealth, outcomes: readonly Outcome[]) {
  let { failing_since, consecutive_failures } = before;
  let longest = consecutive_failures;
  for (const { succeeded, endedAt } of outcomes) {
    consecutive_failures = succeeded ? 0 : consecutive_failures + 1;
    failing_since = succeeded ? null : (failing_since ?? endedAt);
    longest = Math.max(longest, consecutive_failures);
  }
  return { failing_since, consecutive_failures, longest };
}

/**
 * How an endpoint stands after a batch of results, in their order: notice on the first failure, warning at 20 in a
 * row, disabled at 95 of the last 100, enabled again by a probe that went well. Pure.
 */
export function healthAfter(before: EndpointHealth, outcomes: readonly Outcome[]): HealthChange {
  const { longest, ...streak } = streakAfter(before, outcomes);
  const text = outcomes.map(({ succeeded }) => (succeeded ? '0' : '1')).join('');
  const recent = (before.recent_outcomes + text).slice(-windowLength);
  const recent_outcomes = failuresIn(recent) === 0 ? '' : recent;
  const same = { ...streak, recent_outcomes, disable: null, enable: false, probeFailed: false };
  if (before.kind === 'listener') return { ...same, notices: [] };
  const isProbing = !before.enabled && before.disabled_reason === 'failing';
  if (isProbing && outcomes.some(({ succeeded }) => succeeded)) {
    const clean = { failing_since: null, consecutive_failures: 0, recent_outcomes: '' };
    return { ...same, ...clean, enable: true, notices: ['endpoint_recovered'] };
  }
  if (isProbing) return { ...same, probeFailed: true, notices: [] };
  const notices: NoticeKind[] = [];
  if (before.failing_since === null && longest > 0) notices.push('endpoint_failing');
  if (before.consecutive_failures < warningAfter && longest >= warningAfter) {
    notices.push('endpoint_warning');
  }
  if (before.failing_since !== null && streak.failing_since === null) {
    notices.push('endpoint_recovered');
  }
  const isLost = recent.length === windowLength && failuresIn(recent) >= disablingFailures;
  const reason = isLost ? 'failing' : null;
  const disable = outcomes.some(({ gone }) => gone) ? 'gone' : reason;
  if (disable !== null && before.enabled) notices.push('endpoint_disabled');
  return { ...same, disable: before.enabled ? disable : null, notices };
}
