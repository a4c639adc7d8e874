import type { DeliveryView } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';

/** Where the receiver of a delivery is managed; null when it was deleted. */
export function endpointHref(
  delivery: Pick<DeliveryView, 'appId' | 'endpointId' | 'endpointState' | 'isBridge'>,
): string | null {
  if (delivery.endpointState === 'deleted') return null;
  return delivery.isBridge
    ? routes.bridge(delivery.appId)
    : routes.endpoint(delivery.appId, delivery.endpointId);
}
