import type { EndpointDetail } from '#lib/domain/webhooks/list-endpoints.ts';
import { routes } from '#lib/routes.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Countdown } from '../deliveries/countdown.tsx';
import { EndpointState } from './endpoint-state.tsx';

const disabledTitles = {
  user: 'Disabled',
  gone: 'Disabled, because your receiver answered 410 Gone',
  failing: 'Disabled, because it kept failing',
} as const;

function Notice({ endpoint }: { endpoint: EndpointDetail }) {
  const waiting = routes.deliveries(endpoint.appId, { endpoint: endpoint.id, status: 'retrying' });
  if (!endpoint.enabled) {
    return (
      <Callout tone="warn" title={disabledTitles[endpoint.disabledReason ?? 'user']}>
        Events are kept as “held”. Enable the endpoint to receive new ones, then replay what was
        held.{' '}
        {endpoint.probeAt ? (
          <>
            The next automatic try with one of them:{' '}
            <Countdown to={endpoint.probeAt.toISOString()} />. When it goes well, the endpoint is
            enabled by itself.
          </>
        ) : null}
      </Callout>
    );
  }
  if (endpoint.failingSince === null) return null;
  return (
    <Callout
      tone="warn"
      title={
        endpoint.consecutiveFailures === 1
          ? 'The last attempt failed'
          : `The last ${endpoint.consecutiveFailures} attempts failed`
      }
      actions={
        <LinkButton size="sm" href={waiting}>
          Show what is being retried
        </LinkButton>
      }
    >
      Failing since <RelativeTime at={endpoint.failingSince.toISOString()} />. Each failed delivery
      says what came back and what to do.
    </Callout>
  );
}

const environments = { sandbox: 'Sandbox', production: 'Production' } as const;

function Headers({ headers }: { headers: EndpointDetail['customHeaders'] }) {
  if (headers.length === 0) return 'None';
  return (
    <ul className="grid gap-1 font-mono text-[0.8125rem]">
      {headers.map(({ name, value }) => (
        <li key={name} className="break-all">
          {name}: {value ?? <span className="text-muted">stored, never shown</span>}
        </li>
      ))}
    </ul>
  );
}

/** One endpoint: its state, what it gets, and its secrets' state. */
export function EndpointDetails({ endpoint }: { endpoint: EndpointDetail }) {
  const { rotation, customHeaders } = endpoint;
  return (
    <>
      <Notice endpoint={endpoint} />
      {rotation ? (
        <Callout title="Two secrets are live">
          Both sign webhook-signature until <RelativeTime at={rotation.endsAt.toISOString()} />.
          X-Okta-Signature is keyed with the {rotation.promoted ? 'new' : 'old'} one.
        </Callout>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Card title="Endpoint">
          <KeyValues
            items={[
              { label: 'State', value: <EndpointState {...endpoint} /> },
              { label: 'Id', value: <Copyable text={endpoint.id} label="Copy id" truncate /> },
              { label: 'Environment', value: environments[endpoint.environment] },
              { label: 'Description', value: endpoint.description || 'None' },
              { label: 'Added', value: <RelativeTime at={endpoint.createdAt.toISOString()} /> },
              {
                label: 'Rate cap',
                value:
                  endpoint.ratePerSecond === null ? 'None' : `${endpoint.ratePerSecond} a second`,
              },
              { label: 'Custom headers', value: <Headers headers={customHeaders} /> },
            ]}
          />
        </Card>
        <Card title="Events">
          <ul className="grid gap-1.5">
            {endpoint.events.map((event) => (
              <li key={event}>
                <a
                  className="font-mono text-[0.8125rem] hover:text-accent"
                  href={routes.webhook('partners', event)}
                >
                  {event}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
