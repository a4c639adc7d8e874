'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryStates } from 'nuqs';
import { type DeliveryList, filterNames } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { portalFetch } from '../portal-fetch.ts';

const everyMs = 1500;

const parsers = {
  status: parseAsString,
  event: parseAsString,
  endpoint: parseAsString,
  tenant: parseAsString,
  http: parseAsString,
  error: parseAsString,
  since: parseAsString,
  until: parseAsString,
  id: parseAsString,
  data: parseAsString,
  before: parseAsString,
};

/** The list that the address describes. The newest page looks for news every second and a half. */
export function useDeliveries(app: AppId, first: { key: string; list: DeliveryList }) {
  const [query, setQuery] = useQueryStates(parsers, { history: 'push', clearOnDefault: true });
  const search = new URLSearchParams();
  for (const name of [...filterNames, 'before' as const]) {
    const value = query[name];
    if (value) search.set(name, value);
  }
  const key = search.toString();
  const { data, isPlaceholderData, error } = useQuery({
    queryKey: ['deliveries', app, key],
    queryFn: ({ signal }) =>
      portalFetch<DeliveryList>(`${routes.appData(app, 'deliveries')}?${key}`, { signal }),
    initialData: key === first.key ? first.list : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: query.before ? false : everyMs,
  });
  const filters = new URLSearchParams(search);
  filters.delete('before');
  const isFiltered = filterNames.some((name) => Boolean(query[name]));
  return {
    query,
    setQuery,
    /** The filters alone, as a query. */
    filterKey: filters.toString(),
    list: data,
    isFiltered,
    isStale: isPlaceholderData,
    error,
  };
}

export type DeliveriesQuery = ReturnType<typeof useDeliveries>['query'];
