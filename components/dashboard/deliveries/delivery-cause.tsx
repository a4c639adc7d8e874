import type { DeliveryCause, DeliveryView } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import { BodyText } from '../../ui/body-text.tsx';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

type RequestCause = Extract<DeliveryCause, { kind: 'request' }>;

function RequestFacts({ cause }: { cause: RequestCause }) {
  const operation = cause.operationId;
  return (
    <>
      <p className="mb-3 flex flex-wrap items-center gap-2 text-sm">
        <MethodBadge method={cause.method} />
        <code className="font-mono text-[0.8125rem] break-all">{cause.path}</code>
        <StatusBadge status={cause.status} />
      </p>
      <KeyValues
        items={[
          {
            label: 'Request id',
            value: <Copyable text={cause.requestId} label="Copy request id" truncate />,
          },
          { label: 'When', value: <RelativeTime at={cause.at} /> },
          { label: 'Sent from', value: cause.fromConsole ? 'The console' : 'An API client' },
          ...(operation
            ? [
                {
                  label: 'Operation',
                  value: (
                    <a
                      className="text-accent hover:underline"
                      href={routes.operation('partners', operation)}
                    >
                      {operation}
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
      <div className="mt-2 grid grid-cols-1 gap-1">
        {cause.requestBody ? (
          <Disclosure summary="Request body">
            <BodyText text={cause.requestBody} />
          </Disclosure>
        ) : null}
        {cause.responseBody ? (
          <Disclosure summary="Answer">
            <BodyText text={cause.responseBody} />
          </Disclosure>
        ) : null}
      </div>
    </>
  );
}

/** The sandbox call that this delivery comes from. */
export function DeliveryCauseCard({ delivery }: { delivery: DeliveryView }) {
  const { cause, appId } = delivery;
  if (cause.kind === 'request') {
    const link = (
      <a
        href={routes.log(appId, cause.requestId)}
        className="text-[0.8125rem] text-accent hover:underline"
      >
        Open in the request log
      </a>
    );
    return (
      <Card title="Caused by this request" actions={link}>
        <RequestFacts cause={cause} />
      </Card>
    );
  }
  return (
    <Card title="Cause">
      <p className="text-sm leading-6 text-muted">
        {cause.kind === 'portal'
          ? 'The portal itself made this event, for example a test event or an installation.'
          : 'Another app in this tenant made the change. Its request is not shown to you.'}
      </p>
    </Card>
  );
}
