import { ArrowRight, Zap } from 'lucide-react';
import type { CausedEvent, LoggedRequest } from '#lib/domain/requests/get-request.ts';
import { routes } from '#lib/routes.ts';
import { prettyJson } from '#lib/std/pretty-json.ts';
import { Card } from '../../ui/card.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { DeliveryBadge } from '../delivery-badge.tsx';

type CausedEventsProps = { events: readonly CausedEvent[]; row: LoggedRequest };

/** The thread onwards: what the call caused, and where that was sent. */
export function CausedEvents({ events, row }: CausedEventsProps) {
  if (events.length === 0 && (row.method === 'GET' || row.status >= 400)) return null;
  return (
    <div id="events" className="scroll-mt-20">
      <Card title={events.length > 1 ? 'Events it caused' : 'Event it caused'}>
        {events.length === 0 ? (
          <p className="text-sm text-muted">
            None: {row.idempotency === 'replayed' ? 'the answer was replayed' : 'nothing changed'}.
          </p>
        ) : null}
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-5">
          {events.map((event) => (
            <li key={event.id} className="grid grid-cols-[minmax(0,1fr)] gap-3">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <Zap className="size-4 text-accent" aria-hidden="true" />
                <span className="font-mono font-medium">{event.type}</span>
                <Copyable text={event.id} label="Copy the event id" />
              </p>
              <Deliveries event={event} />
              <Disclosure summary="The event's body">
                <CodeBlock language="json" code={pretty(event.body)} />
              </Disclosure>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function Deliveries({ event }: { event: CausedEvent }) {
  if (event.deliveries.length === 0) {
    return (
      <p className="text-sm text-muted">
        Sent nowhere: no endpoint of the app subscribes to it, or the installation lacks its read
        scope.
      </p>
    );
  }
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      {event.deliveries.map((delivery) => (
        <li
          key={delivery.id}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-line px-3 py-2 text-sm"
        >
          <DeliveryBadge status={delivery.status} />
          <bdi className="min-w-0 flex-1 basis-40 truncate font-mono text-[0.8125rem] text-muted">
            {delivery.endpointUrl}
          </bdi>
          <span className="text-muted">
            {delivery.lastStatusCode ?? delivery.lastError ?? 'not tried yet'}
            {delivery.attemptCount > 1 ? ` after ${delivery.attemptCount} attempts` : ''}
          </span>
          <a
            href={routes.delivery(delivery.appId, delivery.id)}
            className="inline-flex items-center gap-1 font-medium text-accent hover:underline"
          >
            Delivery <ArrowRight className="size-3.5" aria-hidden="true" />
          </a>
        </li>
      ))}
    </ul>
  );
}

function pretty(body: string): string {
  return prettyJson(body) ?? body;
}
