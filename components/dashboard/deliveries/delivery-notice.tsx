import type { DeliveryView } from '#lib/domain/deliveries/schemas.ts';
import { Callout } from '../../ui/callout.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { explainResult } from './advice.ts';
import { Countdown } from './countdown.tsx';
import { endpointHref } from './endpoint-href.ts';

/** What is going on and what to do next; nothing for a delivery that went well. */
export function DeliveryNotice({ delivery }: { delivery: DeliveryView }) {
  const { status, nextAttemptAt, attemptCount, lastError, lastStatusCode } = delivery;
  const why = explainResult(lastError, lastStatusCode);
  const href = endpointHref(delivery);
  const toEndpoint =
    href === null ? null : (
      <LinkButton size="sm" href={href}>
        {delivery.isBridge ? 'Open the bridge' : 'Open the endpoint'}
      </LinkButton>
    );
  const sentAt = nextAttemptAt ? <Countdown to={nextAttemptAt} /> : 'soon';
  switch (status) {
    case 'retrying':
      // Somebody resends what was delivered already: there is nothing to mend.
      if (!lastError && lastStatusCode !== null && lastStatusCode >= 200 && lastStatusCode < 300) {
        return (
          <Callout title={<>It is sent again {sentAt}</>}>
            It was delivered before. Your receiver gets it once more, under the same id.
          </Callout>
        );
      }
      return (
        <Callout
          tone="warn"
          title={
            <>
              {why ? `${why.label}. ` : ''}Next attempt {sentAt}
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
          {why?.advice}{' '}
          {href === null ? null : 'Nothing is lost: mend the receiver, then press “Resend now”.'}
        </Callout>
      );
    case 'held':
      return (
        <Callout
          tone="info"
          title={`Held: the ${delivery.isBridge ? 'bridge' : 'endpoint'} is disabled`}
          actions={toEndpoint}
        >
          {delivery.isBridge
            ? 'The token is kept, sealed. It is handed over once the address of the bridge is saved again.'
            : 'The event is kept. Enable the endpoint, then resend this delivery.'}
        </Callout>
      );
    default:
      return null;
  }
}
