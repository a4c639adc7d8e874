import { RequestFacts } from '#components/dashboard/request/request-facts.tsx';
import { MethodBadge } from '#components/ui/method-badge.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { getOktaRequest } from '#lib/domain/requests/get-request.ts';
import { routes } from '#lib/routes.ts';
import { statusMeaning } from '#lib/std/status-meaning.ts';
import { orNotFound, pageCtx } from '../../../page-ctx.ts';

export const metadata = { title: 'Request to the Okta sandbox' };
type Params = { params: Promise<{ request: string }> };

export default async function OktaRequestPage({ params }: Params) {
  const id = decodeURIComponent((await params).request);
  const ctx = await pageCtx(routes.oktaLog(id));
  const row = await orNotFound(getOktaRequest(ctx, id));
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
            {row.errorCode ? <code>{row.errorCode}</code> : null}
          </span>
        }
      />
      <RequestFacts row={row} />
      <p className="text-sm text-muted">
        Bodies of Okta calls are not kept, because passwords and secrets pass through them. What you
        sent from the console stands in{' '}
        <a
          className="text-accent underline underline-offset-4"
          href={routes.history({ api: 'okta' })}
        >
          its history
        </a>
        .
      </p>
    </>
  );
}
