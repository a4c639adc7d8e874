import type { AttemptView, DeliveryView } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import { byteSize } from '#lib/std/byte-size.ts';
import { Badge } from '../../ui/badge.tsx';
import { BodyText } from '../../ui/body-text.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { explainResult } from './advice.ts';
import { AttemptChanges } from './attempt-changes.tsx';
import { curlOf } from './curl.ts';
import { HeadersList } from './headers-list.tsx';
import { TimingsBars } from './timings-bars.tsx';
import { VerifySignature } from './verify-signature.tsx';

type AttemptCardProps = {
  delivery: DeliveryView;
  attempt: AttemptView;
  /** The attempt before; undefined for the first. */
  previous: AttemptView | undefined;
  open: boolean;
};

const triggers = { schedule: null, resend: 'Resent by hand', replay: 'Replayed' } as const;

function Outcome({ attempt }: { attempt: AttemptView }) {
  const { responseStatus, errorCode } = attempt;
  return (
    <span className="inline-flex items-center gap-2">
      {responseStatus === null ? null : <StatusBadge status={responseStatus} />}
      {errorCode ? <Badge tone="bad">{explainResult(errorCode, null)?.label}</Badge> : null}
    </span>
  );
}

function ResponseBody({ attempt }: { attempt: AttemptView }) {
  const { responseBody, responseTruncated } = attempt;
  if (responseBody === null || responseBody === '') {
    return <p className="text-sm text-muted">The answer had no body.</p>;
  }
  const title = responseTruncated
    ? 'Body, cut after 64 KiB'
    : `Body, ${byteSize(responseBody.length)}`;
  return <BodyText title={title} text={responseBody} actions={null} />;
}

function Exchange({ delivery, attempt }: { delivery: DeliveryView; attempt: AttemptView }) {
  const wasSent = attempt.requestHeaders.length > 0;
  return (
    <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
      <section className="grid min-w-0 grid-cols-1 content-start gap-3">
        <h3 className="text-sm font-semibold">Request</h3>
        {wasSent ? (
          <>
            <HeadersList
              title={`POST ${new URL(attempt.url).pathname}`}
              headers={attempt.requestHeaders}
            />
            <p className="text-sm text-muted">
              Body: the event above, byte for byte.{' '}
              {delivery.body === '' ? null : (
                <CopyButton text={curlOf(attempt, delivery.body)} className="align-middle">
                  Copy as curl
                </CopyButton>
              )}
            </p>
          </>
        ) : (
          <p className="text-sm text-muted">Nothing was sent.</p>
        )}
      </section>
      <section className="grid min-w-0 grid-cols-1 content-start gap-3">
        <h3 className="text-sm font-semibold">Response</h3>
        {attempt.responseHeaders && attempt.responseStatus !== null ? (
          <>
            <HeadersList
              title={`Status ${attempt.responseStatus}`}
              headers={attempt.responseHeaders}
            />
            <ResponseBody attempt={attempt} />
          </>
        ) : (
          <p className="text-sm text-muted">No answer came.</p>
        )}
      </section>
    </div>
  );
}

/** One attempt on the timeline: what was sent, what came back, and where the time went. */
export function AttemptCard({ delivery, attempt, previous, open }: AttemptCardProps) {
  const trigger = triggers[attempt.trigger];
  const timestamp = attempt.requestHeaders.find(([n]) => n.toLowerCase() === 'x-okta-timestamp');
  const advice = explainResult(attempt.errorCode, attempt.responseStatus)?.advice;
  const failed =
    attempt.errorCode !== null ||
    attempt.responseStatus === null ||
    attempt.responseStatus < 200 ||
    attempt.responseStatus > 299;
  return (
    <Disclosure
      open={open}
      className="rounded-lg border border-line bg-raised px-4 py-2.5"
      summary={
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
          <span>Attempt {attempt.number}</span>
          <Outcome attempt={attempt} />
          {trigger ? <Badge tone="accent">{trigger}</Badge> : null}
          <span className="ml-auto font-normal text-faint tabular-nums">
            {Math.round(attempt.timings.totalMs)} ms · <RelativeTime at={attempt.startedAt} />
          </span>
        </span>
      }
    >
      <div className="grid grid-cols-1 gap-5 pb-2">
        {failed ? (
          <p className="text-sm leading-6 text-muted">{advice || attempt.errorText}</p>
        ) : null}
        {previous ? <AttemptChanges before={previous} after={attempt} /> : null}
        <Exchange delivery={delivery} attempt={attempt} />
        <section className="grid gap-3">
          <h3 className="text-sm font-semibold">Timing</h3>
          <TimingsBars timings={attempt.timings} />
        </section>
        {timestamp ? (
          <Disclosure summary="Verify this signature">
            <VerifySignature
              app={delivery.appId}
              deliveryId={delivery.id}
              attempt={attempt.number}
              timestamp={timestamp[1]}
            />
            <a
              className="mt-3 inline-block text-sm text-accent hover:underline"
              href={routes.verifyHelp(delivery.appId, delivery.id)}
            >
              It fails in your receiver? Find out why
            </a>
          </Disclosure>
        ) : null}
      </div>
    </Disclosure>
  );
}
