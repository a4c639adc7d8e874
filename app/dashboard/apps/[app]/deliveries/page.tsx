import type { Metadata } from 'next';
import { AppFrame } from '#components/dashboard/app-frame.tsx';
import { DeliveriesLive } from '#components/dashboard/deliveries/deliveries-live.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireApp } from '#lib/domain/apps/require-app.ts';
import { deliveryFilterChoices } from '#lib/domain/deliveries/filter-choices.ts';
import { listDeliveries } from '#lib/domain/deliveries/list-deliveries.ts';
import { filterNames, filtersOf } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { orNotFound, pageCtx } from '../../../page-ctx.ts';

export const metadata: Metadata = { title: 'Deliveries' };

type Props = {
  params: Promise<{ app: AppId }>;
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
  const { app: appId } = await params;
  const search = queryOf(await searchParams);
  const ctx = await pageCtx(routes.deliveries(appId, Object.fromEntries(search)));
  const app = await orNotFound(requireApp(ctx, appId, 'read'));
  const [choices, list] = await Promise.all([
    deliveryFilterChoices(ctx, app),
    listDeliveries(ctx, { appId, filters: filtersOf(search), before: search.get('before') }),
  ]);
  return (
    <AppFrame app={app} section="deliveries">
      <PageHeader
        title="Deliveries"
        description="Every webhook that was sent or is due, with each attempt exactly as it was."
      />
      <DeliveriesLive app={app.appId} choices={choices} first={{ key: search.toString(), list }} />
    </AppFrame>
  );
}
