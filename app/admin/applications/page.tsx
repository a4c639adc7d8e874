import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { ApplicationsFilter } from '#components/admin/applications-filter.tsx';
import { ApplicationsTable } from '#components/admin/applications-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { countApplications, listApplications } from '#lib/domain/applications/review.ts';
import { routes } from '#lib/routes.ts';
import { reviewerPageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'Applications' };
type Query = Record<'status' | 'q' | 'before', string | string[] | undefined>;

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '');

export default async function ApplicationsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await reviewerPageCtx(routes.adminApplications());
  const query = await searchParams;
  const [status, q, before] = [one(query.status), one(query.q), one(query.before)];
  const [counts, { rows, next }] = await Promise.all([
    countApplications(ctx),
    listApplications(ctx, { status, q, before }),
  ]);
  return (
    <>
      <PageHeader
        title="Applications"
        description="Companies that want to become partners. An approved one gets an organization with its owner."
      />
      <ApplicationsFilter status={status} q={q} counts={counts} />
      {rows.length > 0 ? (
        <ApplicationsTable rows={rows} />
      ) : (
        <EmptyState
          icon={Inbox}
          title={status || q || before ? 'None of these' : 'No application yet'}
          actions={<LinkButton href={routes.adminApplications()}>Show all</LinkButton>}
        >
          Companies apply at {routes.apply()}; what they send appears here.
        </EmptyState>
      )}
      {next ? (
        <LinkButton
          className="justify-self-start"
          href={routes.adminApplications({ status, q, before: next })}
        >
          Older ones
        </LinkButton>
      ) : null}
    </>
  );
}
