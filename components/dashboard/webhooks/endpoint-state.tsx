import type { EndpointView } from '#lib/domain/webhooks/list-endpoints.ts';
import { Badge } from '../../ui/badge.tsx';

type State = Pick<EndpointView, 'enabled' | 'disabledReason' | 'consecutiveFailures'>;

const reasons = {
  user: 'Disabled',
  gone: 'Disabled: answered 410',
  failing: 'Disabled: kept failing',
} as const;

/** Whether an endpoint works, at a glance. */
export function EndpointState({ enabled, disabledReason, consecutiveFailures }: State) {
  if (!enabled) return <Badge tone="bad">{reasons[disabledReason ?? 'user']}</Badge>;
  if (consecutiveFailures > 0) {
    return <Badge tone="warn">{`Failing, ${consecutiveFailures} in a row`}</Badge>;
  }
  return <Badge tone="good">Enabled</Badge>;
}
