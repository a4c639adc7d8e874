import { Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EndpointView } from '#lib/domain/webhooks/list-endpoints.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Narrowed } from '../narrowed.tsx';
import { EndpointsTable } from './endpoints-table.tsx';

type EndpointsListProps = {
  app: AppId;
  endpoints: readonly EndpointView[];
  query: Record<string, string | string[] | undefined>;
  /** How the first one is added; null: not by whoever reads. */
  add: ReactNode;
};

const isSick = ({ enabled, consecutiveFailures }: EndpointView) =>
  !enabled || consecutiveFailures > 0;

/** The endpoints of an app, those that do not work first; many can be narrowed by address or description. */
export function EndpointsList({ app, endpoints, query, add }: EndpointsListProps) {
  if (endpoints.length === 0) {
    return (
      <EmptyState icon={Webhook} title="No endpoints yet" actions={add}>
        Add the address of your receiver, or begin with the built-in bin and look at what comes.
      </EmptyState>
    );
  }
  return (
    <Narrowed
      rows={[...endpoints].sort((a, b) => Number(isSick(b)) - Number(isSick(a)))}
      textOf={({ url, description }) => `${url}\n${description}`}
      query={query}
      name="endpoints"
      label="Address or description"
      href={(typed, page) => routes.webhooks(app, { endpoints: typed, page })}
    >
      {(shown) => <EndpointsTable endpoints={shown} />}
    </Narrowed>
  );
}
