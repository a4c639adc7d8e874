import type { Metadata } from 'next';
import { AppFrame } from '#components/dashboard/app-frame.tsx';
import { DeliveryLive } from '#components/dashboard/deliveries/delivery-live.tsx';
import { EventBody } from '#components/dashboard/deliveries/event-body.tsx';
import { requireApp } from '#lib/domain/apps/require-app.ts';
import { getDelivery } from '#lib/domain/deliveries/get-delivery.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { orNotFound, pageCtx } from '../../../../page-ctx.ts';

export const metadata: Metadata = { title: 'Delivery' };

type Props = { params: Promise<{ app: AppId; delivery: string }> };

export default async function DeliveryPage({ params }: Props) {
  const { app: appId, delivery: deliveryId } = await params;
  const ctx = await pageCtx(routes.delivery(appId, deliveryId));
  const app = await orNotFound(requireApp(ctx, appId, 'read'));
  const delivery = await orNotFound(getDelivery(ctx, { appId, deliveryId }));
  return (
    <AppFrame app={app} section="deliveries" below={delivery.id.slice(0, 8)}>
      <DeliveryLive first={delivery} body={<EventBody body={delivery.body} />} />
    </AppFrame>
  );
}
