'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useId } from 'react';
import { type BinRequestView, type BinView, offeredAnswers } from '#lib/domain/bins/schemas.ts';
import { routes } from '#lib/routes.ts';
import { byteSize } from '#lib/std/byte-size.ts';
import type { AppId } from '#lib/std/ids.ts';
import { prettyJson } from '#lib/std/pretty-json.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Select } from '../../ui/select.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { toast } from '../../ui/toast.tsx';
import { HeadersList } from '../deliveries/headers-list.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';

type BinInspectorProps = { app: AppId; first: BinView };

/** What a bin received, live, and what it answers. */
export function BinInspector(props: BinInspectorProps) {
  return (
    <LiveProvider>
      <Inspector {...props} />
    </LiveProvider>
  );
}

function Inspector({ app, first }: BinInspectorProps) {
  const url = routes.appData(app, 'bins', first.binId);
  const { data: bin } = useQuery({
    queryKey: ['bin', first.binId],
    queryFn: ({ signal }) => portalFetch<BinView>(url, { signal }),
    initialData: first,
    refetchInterval: 1500,
  });
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <Copyable text={bin.url} label="Copy address" truncate className="min-w-0" />
        <AnswerChoice url={url} bin={bin} />
      </div>
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

function AnswerChoice({ url, bin }: { url: string; bin: BinView }) {
  const id = useId();
  const client = useQueryClient();
  const set = useMutation({
    mutationFn: (status: number) => portalFetch(url, { method: 'PATCH', body: { status } }),
    onSuccess: (_answer, answerStatus) =>
      client.setQueryData(['bin', bin.binId], { ...bin, answerStatus }),
    onError: (error) => toast.error(refusalText(error)),
  });
  const offered = [...new Set([...offeredAnswers, bin.answerStatus])].sort((a, b) => a - b);
  return (
    <div className="flex items-center gap-2 text-sm" data-needs-js="">
      <label htmlFor={id} className="whitespace-nowrap text-muted">
        Answers with
      </label>
      <Select
        id={id}
        className="w-28"
        value={bin.answerStatus}
        disabled={set.isPending}
        onChange={({ target }) => set.mutate(Number(target.value))}
      >
        {offered.map((status) => (
          <option key={status}>{status}</option>
        ))}
      </Select>
    </div>
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
          <StatusBadge status={request.answerStatus} />
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
          <CodeText
            title="Body"
            code={prettyJson(request.body) ?? request.body}
            wrap
            actions={null}
          />
        </div>
      </div>
    </Disclosure>
  );
}
