import type { DeliveryStatusName } from '#lib/domain/deliveries/schemas.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const looks: Record<DeliveryStatusName, { tone: Tone; label: string; title: string }> = {
  pending: { tone: 'neutral', label: 'Pending', title: 'Waits for its first attempt' },
  sending: { tone: 'accent', label: 'Sending', title: 'An attempt is under way' },
  retrying: { tone: 'warn', label: 'Retrying', title: 'The last attempt failed; the next is due' },
  delivered: { tone: 'good', label: 'Delivered', title: 'Acknowledged with a 2xx status' },
  failed: { tone: 'bad', label: 'Failed', title: 'No attempt is left' },
  held: { tone: 'neutral', label: 'Held', title: 'Kept while the endpoint is disabled' },
};

export function DeliveryStatusBadge({ status }: { status: DeliveryStatusName }) {
  const { tone, label, title } = looks[status];
  return (
    <Badge tone={tone} title={title}>
      <span className="size-1.5 rounded-full bg-current" aria-hidden="true" />
      {label}
    </Badge>
  );
}

/** The label of a status in menus. */
export function statusLabel(status: DeliveryStatusName): string {
  return looks[status].label;
}
