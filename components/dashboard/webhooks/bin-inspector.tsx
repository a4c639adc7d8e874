'use client';
import { useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import type { BinRequestView, BinView } from '#lib/domain/bins/schemas.ts';
import { routes } from '#lib/routes.ts';
import { byteSize } from '#lib/std/byte-size.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Badge } from '../../ui/badge.tsx';
import { BodyText } from '../../ui/body-text.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { HeadersList } from '../deliveries/headers-list.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { portalFetch } from '../portal-fetch.ts';
import { BinKnobs } from './bin-knobs.tsx';

type BinInspectorProps = {
  app: AppId;
  first: BinView;
  /** Viewers only look. */
  mayChange: boolean;
};

/** What a bin received, live, and what it answers. */
export function BinInspector(props: BinInspectorProps) {
  return (
    <LiveProvider>
      <Inspector {...props} />
    </LiveProvider>
  );
}

function Inspector({ app, first, mayChange }: BinInspectorProps) {
  const url = routes.appData(app, 'bins', first.binId);
  const { data: bin } = useQuery({
    queryKey: ['bin', first.binId],
    queryFn: ({ signal }) => portalFetch<BinView>(url, { signal }),
    initialData: first,
    refetchInterval: 1500,
  });
  return (
    <>
      <Copyable text={bin.url} label="Copy address" truncate className="min-w-0" />
      <BinKnobs url={url} bin={bin} mayChange={mayChange} />
      {bin.requests.length === 0 ? (
        <EmptyState icon={Inbox} title="Nothing received yet">
          Point an endpoint at this address, or post to it yourself. What comes appears here within
          two seconds.
        </EmptyState>
      ) : (
        <ol className="grid grid-cols-1 gap-2">
          {bin.requests.map((request, index) => (
            <li key={request.id} className="min-w-0">
              <ReceivedRequest app={app} request={request} open={index === 0} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

type ReceivedProps = { app: AppId; request: BinRequestView; open: boolean };

function ReceivedRequest({ app, request, open }: ReceivedProps) {
  return (
    <Disclosure
      open={open}
      className="rounded-lg border border-line bg-raised px-4 py-2.5"
      summary={
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-mono text-[0.8125rem]">{request.event ?? request.method}</span>
          <span className="text-xs font-normal text-muted">answered</span>
          {request.answerStatus === 0 ? (
            <Badge tone="bad">nothing, dropped</Badge>
          ) : (
            <StatusBadge status={request.answerStatus} />
          )}
          <span className="ml-auto font-normal text-faint">
            {byteSize(request.bodyBytes)} · <RelativeTime at={request.receivedAt} />
          </span>
        </span>
      }
    >
      <div className="grid grid-cols-1 gap-3 pb-2">
        {request.deliveryId ? (
          <p className="text-sm text-muted">
            This is{' '}
            <a
              className="text-accent hover:underline"
              href={routes.delivery(app, request.deliveryId)}
            >
              delivery {request.deliveryId}
            </a>
            .
          </p>
        ) : null}
        <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2">
          <HeadersList title={`${request.method} ${request.path}`} headers={request.headers} />
          <BodyText title="Body" text={request.body} actions={null} />
        </div>
      </div>
    </Disclosure>
  );
}
