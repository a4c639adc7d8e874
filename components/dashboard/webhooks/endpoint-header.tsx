import type { EventGuide } from '#lib/domain/webhooks/event-guide.ts';
import type { EndpointDetail } from '#lib/domain/webhooks/list-endpoints.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { EditEndpoint } from './edit-endpoint.tsx';
import { EndpointActions } from './endpoint-actions.tsx';

type EndpointHeaderProps = {
  endpoint: EndpointDetail;
  events: readonly EventGuide[];
  /** An example of each event's `data`, for test events. */
  examples: Readonly<Record<string, unknown>>;
  /** Viewers only look. */
  mayChange: boolean;
};

/** The head of an endpoint's page, with what can be done. */
export function EndpointHeader({ endpoint, events, examples, mayChange }: EndpointHeaderProps) {
  const actions = (
    <>
      <EditEndpoint endpoint={endpoint} events={events} />
      <EndpointActions
        app={endpoint.appId}
        endpointId={endpoint.id}
        enabled={endpoint.enabled}
        rotation={endpoint.rotation}
        examples={examples}
      />
    </>
  );
  return (
    <PageHeader
      title={<span className="font-mono text-xl break-all">{endpoint.url}</span>}
      description="One receiver of this app’s events."
      actions={mayChange ? actions : null}
    />
  );
}
