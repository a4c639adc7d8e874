import type { DeliveryView } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Callout } from '../../ui/callout.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { explainResult } from './advice.ts';
import { Countdown } from './countdown.tsx';

/** What is going on and what to do next; nothing for a delivery that went well. */
export function DeliveryNotice({ delivery }: { delivery: DeliveryView }) {
  const { status, nextAttemptAt, attemptCount, lastError, lastStatusCode } = delivery;
  const why = explainResult(lastError, lastStatusCode);
  const toEndpoint = (
    <LinkButton size="sm" href={routes.endpoint(delivery.appId, delivery.endpointId)}>
      Open the endpoint
    </LinkButton>
  );
  switch (status) {
    case 'retrying':
      return (
        <Callout
          tone="warn"
          title={
            <>
              {why ? `${why.label}. ` : ''}Next attempt{' '}
              {nextAttemptAt ? <Countdown to={nextAttemptAt} /> : 'soon'}
            </>
          }
        >
          {why?.advice} The schedule is 30 seconds, 2 minutes, 10 minutes, 1 hour and 6 hours after
          the attempt before.
        </Callout>
      );
    case 'failed':
      return (
        <Callout
          tone="bad"
          title={`Failed after ${attemptCount === 1 ? '1 attempt' : `${attemptCount} attempts`}${why ? `: ${why.label}` : ''}`}
          actions={toEndpoint}
        >
          {why?.advice} Nothing is lost: mend the receiver, then press “Resend now”.
        </Callout>
      );
    case 'held':
      return (
        <Callout tone="info" title="Held: the endpoint is disabled" actions={toEndpoint}>
          The event is kept. Enable the endpoint, then resend this delivery.
        </Callout>
      );
    default:
      return null;
  }
}
