import type { Metadata } from 'next';
import { DeliveryLive } from '#components/dashboard/deliveries/delivery-live.tsx';
import { EventBody } from '#components/dashboard/deliveries/event-body.tsx';
import { getDelivery } from '#lib/domain/deliveries/get-delivery.ts';
import { routes } from '#lib/routes.ts';
import { orNotFound } from '../../../../page-ctx.ts';
import { pageApp } from '../../../page-app.ts';

export const metadata: Metadata = { title: 'Delivery' };

type Props = { params: Promise<{ app: string; delivery: string }> };

export default async function DeliveryPage({ params }: Props) {
  const { delivery: deliveryId } = await params;
  const { ctx, app } = await pageApp(params, 'deliveries', (id) => routes.delivery(id, deliveryId));
  const delivery = await orNotFound(getDelivery(ctx, { appId: app.id, deliveryId }));
  return (
    <DeliveryLive
      first={delivery}
      mayChange={ctx.actor.role !== 'viewer'}
      body={<EventBody body={delivery.body} />}
    />
  );
}
