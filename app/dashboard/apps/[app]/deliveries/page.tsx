import type { Metadata } from 'next';
import { DeliveriesLive } from '#components/dashboard/deliveries/deliveries-live.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { deliveryFilterChoices } from '#lib/domain/deliveries/filter-choices.ts';
import { listDeliveries } from '#lib/domain/deliveries/list-deliveries.ts';
import { filterNames, filtersOf } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import { pageApp } from '../../page-app.ts';

export const metadata: Metadata = { title: 'Deliveries' };

type Props = {
  params: Promise<{ app: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The address's filters in the order in which the live list writes them. */
function queryOf(given: Awaited<Props['searchParams']>): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of [...filterNames, 'before']) {
    const value = given[name];
    if (typeof value === 'string' && value !== '') search.set(name, value);
  }
  return search;
}

export default async function DeliveriesPage({ params, searchParams }: Props) {
  const search = queryOf(await searchParams);
  const { ctx, app } = await pageApp(params, 'deliveries', (id) =>
    routes.deliveries(id, Object.fromEntries(search)),
  );
  const [choices, list] = await Promise.all([
    deliveryFilterChoices(ctx, { appId: app.id }),
    listDeliveries(ctx, {
      appId: app.id,
      filters: filtersOf(search),
      before: search.get('before'),
    }),
  ]);
  return (
    <>
      <PageHeader
        title="Deliveries"
        description="Every webhook that was sent or is due, with each attempt exactly as it was."
      />
      <DeliveriesLive
        app={app.id}
        choices={choices}
        mayChange={ctx.actor.role !== 'viewer'}
        first={{ key: search.toString(), list }}
      />
    </>
  );
}
