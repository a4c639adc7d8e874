import { Inbox } from 'lucide-react';
import { ApplicationsTable } from '#components/admin/applications-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { countApplications, listApplications } from '#lib/domain/applications/review.ts';
import { countReviews } from '#lib/domain/versions/list-waiting.ts';
import { routes } from '#lib/routes.ts';
import { reviewerPageCtx } from './page-ctx.ts';

export default async function AdminPage() {
  const ctx = await reviewerPageCtx(routes.admin());
  const [counts, { rows }, versions] = await Promise.all([
    countApplications(ctx),
    listApplications(ctx, { status: 'pending' }),
    countReviews(ctx),
  ]);
  return (
    <>
      <PageHeader
        title="Review"
        description="Who wants to become a partner, and which versions wait for a decision."
        actions={
          <LinkButton href={routes.adminVersions()}>
            Versions that wait: {versions.waiting}
          </LinkButton>
        }
      />
      <section className="grid grid-cols-1 gap-3" aria-labelledby="waiting">
        <h2 id="waiting" className="text-sm font-semibold">
          Applications that wait: {counts.pending}
        </h2>
        {rows.length > 0 ? (
          <ApplicationsTable rows={rows.slice(0, 10)} />
        ) : (
          <EmptyState icon={Inbox} title="Nothing waits">
            New applications appear here. Decided ones are in the{' '}
            <a className="text-accent underline" href={routes.adminApplications()}>
              list
            </a>
            .
          </EmptyState>
        )}
      </section>
    </>
  );
}
