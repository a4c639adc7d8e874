import type { HandOverView } from '#lib/domain/bridge/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { DeliveryStatusBadge } from './deliveries/delivery-status.tsx';

type HandOverProps = { app: AppId; handOver: HandOverView };

/** How the latest token of an installation fared on its way to the bridge. */
export function HandOver({ app, handOver: { deliveryId, event, status, at } }: HandOverProps) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <DeliveryStatusBadge status={status} />
      <span className="whitespace-nowrap">
        <a className="text-accent hover:underline" href={routes.delivery(app, deliveryId)}>
          {event.endsWith('rotated') ? 'Rotated token' : 'First token'}
        </a>{' '}
        {status === 'delivered' ? 'acknowledged' : 'handed over'} <RelativeTime at={at} />
      </span>
    </span>
  );
}
