'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DeliveryView } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { portalFetch } from '../portal-fetch.ts';
import { AttemptCard } from './attempt-card.tsx';
import { Countdown } from './countdown.tsx';
import { DeliveryActions } from './delivery-actions.tsx';
import { DeliveryCauseCard } from './delivery-cause.tsx';
import { DeliveryNotice } from './delivery-notice.tsx';
import { DeliveryStatusBadge } from './delivery-status.tsx';
import { endpointHref } from './endpoint-href.ts';

type DeliveryLiveProps = {
  first: DeliveryView;
  /** Viewers only look. */
  mayChange: boolean;
  /** The event's body, coloured on the server: it never changes. */
  body: ReactNode;
};

const settled = new Set(['delivered', 'failed', 'held']);

/** One delivery, kept up to date while it is under way. */
export function DeliveryLive(props: DeliveryLiveProps) {
  return (
    <LiveProvider>
      <Delivery {...props} />
    </LiveProvider>
  );
}

function Delivery({ first, mayChange, body }: DeliveryLiveProps) {
  const { data: delivery } = useQuery({
    queryKey: ['delivery', first.id],
    queryFn: ({ signal }) =>
      portalFetch<DeliveryView>(routes.appData(first.appId, 'deliveries', first.id), { signal }),
    initialData: first,
    refetchInterval: (query) => (settled.has(query.state.data?.status ?? '') ? 5000 : 1500),
  });
  return (
    <>
      <PageHeader
        title={<span className="font-mono text-xl">{delivery.eventType}</span>}
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <DeliveryStatusBadge status={delivery.status} />
            <Copyable text={delivery.id} label="Copy delivery id" truncate />
          </span>
        }
        actions={mayChange ? <DeliveryActions delivery={delivery} /> : null}
      />
      <DeliveryNotice delivery={delivery} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <DeliveryCauseCard delivery={delivery} />
        <Facts delivery={delivery} />
      </div>
      {body}
      <Timeline delivery={delivery} />
    </>
  );
}

function EndpointLink({ delivery }: { delivery: DeliveryView }) {
  const href = endpointHref(delivery);
  if (href === null) {
    return (
      <>
        <span className="break-all">{delivery.endpointUrl}</span> (deleted)
      </>
    );
  }
  return (
    <a className="break-all text-accent hover:underline" href={href}>
      {delivery.endpointUrl}
    </a>
  );
}

function Facts({ delivery }: { delivery: DeliveryView }) {
  return (
    <Card title="Delivery">
      <KeyValues
        items={[
          {
            label: delivery.isBridge ? 'Bridge' : 'Endpoint',
            value: <EndpointLink delivery={delivery} />,
          },
          {
            label: 'Event id',
            value: <Copyable text={delivery.eventId} label="Copy event id" truncate />,
          },
          {
            label: 'Tenant',
            value: (
              <>
                <bdi>{delivery.tenantName}</bdi> ({delivery.tenantId})
              </>
            ),
          },
          { label: 'Created', value: <RelativeTime at={delivery.createdAt} /> },
          ...(delivery.finishedAt
            ? [{ label: 'Finished', value: <RelativeTime at={delivery.finishedAt} /> }]
            : []),
          {
            label: 'Kept until',
            value: `Body ${delivery.bodyPurgeAt.slice(0, 10)}, record ${delivery.purgeAt.slice(0, 10)}`,
          },
        ]}
      />
    </Card>
  );
}

function Timeline({ delivery }: { delivery: DeliveryView }) {
  const newestFirst = [...delivery.attempts].reverse();
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-lg font-semibold">Attempts</h2>
      <ol className="grid grid-cols-1 gap-3 border-l-2 border-line pl-4">
        {delivery.nextAttemptAt ? (
          <li className="text-sm text-muted">
            Next attempt <Countdown to={delivery.nextAttemptAt} />
          </li>
        ) : null}
        {newestFirst.map((attempt, index) => (
          <li key={attempt.id} className="min-w-0">
            <AttemptCard
              delivery={delivery}
              attempt={attempt}
              previous={newestFirst[index + 1]}
              open={index === 0}
            />
          </li>
        ))}
        {newestFirst.length === 0 && !delivery.nextAttemptAt ? (
          <li className="text-sm text-muted">Nothing was sent yet.</li>
        ) : null}
      </ol>
    </section>
  );
}
