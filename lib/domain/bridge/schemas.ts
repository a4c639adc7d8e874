import type { DeliveryStatus } from '#lib/db/schema/webhooks.ts';

/** An app's bridge as its page shows it. */
export type BridgeView = {
  isExternal: boolean;
  url: string | null;
  enabled: boolean;
  last: { deliveryId: string; event: string; status: DeliveryStatus; at: string } | null;
};
