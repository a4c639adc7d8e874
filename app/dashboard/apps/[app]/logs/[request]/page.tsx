import { AnswerCard } from '#components/dashboard/request/answer-card.tsx';
import { CausedEvents } from '#components/dashboard/request/caused-events.tsx';
import { RequestFacts } from '#components/dashboard/request/request-facts.tsx';
import { RequestNotices } from '#components/dashboard/request/request-notices.tsx';
import { MethodBadge } from '#components/ui/method-badge.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { getRequest } from '#lib/domain/requests/get-request.ts';
import { statusMeaning } from '#lib/std/status-meaning.ts';
import { orNotFound } from '../../../../page-ctx.ts';
import { pageApp } from '../../../page-app.ts';

export const metadata = { title: 'Request' };
type Params = { params: Promise<{ app: string; request: string }> };

export default async function RequestPage({ params }: Params) {
  const { request } = await params;
  const { ctx, app } = await pageApp(params, 'logs');
  const { row, events } = await orNotFound(getRequest(ctx, app.id, request));
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2.5">
            <MethodBadge method={row.method} />
            <bdi className="font-mono text-lg">{row.path}</bdi>
          </span>
        }
        description={
          <span className="flex flex-wrap items-center gap-2">
            <StatusBadge status={row.status} /> {statusMeaning(row.status)}
          </span>
        }
      />
      <RequestNotices appId={app.id} row={row} />
      <RequestFacts row={row} />
      <CausedEvents events={events} row={row} />
      <AnswerCard row={row} />
    </>
  );
}
