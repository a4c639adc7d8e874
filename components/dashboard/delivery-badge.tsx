import type { DeliveryStatus } from '#lib/db/schema/webhooks.ts';
import { Badge, type Tone } from '../ui/badge.tsx';

const tones: Record<DeliveryStatus, Tone> = {
  pending: 'neutral',
  sending: 'accent',
  retrying: 'warn',
  delivered: 'good',
  failed: 'bad',
  held: 'neutral',
};

/** Where a delivery stands. */
export function DeliveryBadge({ status }: { status: DeliveryStatus }) {
  return <Badge tone={tones[status]}>{status}</Badge>;
}
