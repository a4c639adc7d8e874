import type { DeliveryStatus } from '#lib/db/schema/webhooks.ts';

/** An app's bridge as its page shows it. */
export type BridgeView = {
  isExternal: boolean;
  url: string | null;
  enabled: boolean;
  last: { deliveryId: string; event: string; status: DeliveryStatus; at: string } | null;
};

/** The way of a token to the bridge: when it was acknowledged, or since when it waits. Times are ISO 8601. */
export type HandOverView = {
  deliveryId: string;
  event: string;
  status: DeliveryStatus;
  at: string;
};
