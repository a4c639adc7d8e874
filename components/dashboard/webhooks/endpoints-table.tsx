import type { EndpointView } from '#lib/domain/webhooks/list-endpoints.ts';
import { routes } from '#lib/routes.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { EndpointState } from './endpoint-state.tsx';

/** The endpoints of an app. */
export function EndpointsTable({ endpoints }: { endpoints: readonly EndpointView[] }) {
  return (
    <Table label="Endpoints">
      <thead>
        <tr>
          <Th>Address</Th>
          <Th>State</Th>
          <Th className="max-md:hidden">Events</Th>
          <Th className="max-md:hidden">Added</Th>
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <Tr key={endpoint.id}>
            <Td className="max-w-48 md:max-w-96 md:min-w-44">
              <a
                href={routes.endpoint(endpoint.appId, endpoint.id)}
                title={endpoint.url}
                className="block truncate font-medium hover:text-accent"
              >
                {endpoint.url.replace(/^https?:\/\//, '')}
              </a>
              {endpoint.description ? (
                <span dir="auto" className="block truncate text-left text-xs text-faint">
                  {endpoint.description}
                </span>
              ) : null}
            </Td>
            <Td>
              <EndpointState {...endpoint} />
            </Td>
            <Td className="max-md:hidden" title={endpoint.events.join(', ')}>
              {endpoint.events.length === 1
                ? endpoint.events[0]
                : `${endpoint.events.length} events`}
            </Td>
            <Td className="whitespace-nowrap max-md:hidden">
              <RelativeTime at={endpoint.createdAt.toISOString()} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
