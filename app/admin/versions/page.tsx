import { ReviewQueue } from '#components/dashboard/versions/review-queue.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listReviewQueue } from '#lib/domain/versions/list-versions.ts';
import { routes } from '#lib/routes.ts';
import { reviewerPageCtx } from '../page-ctx.ts';

export const metadata = { title: 'Versions to review' };

export default async function ReviewQueuePage() {
  const queue = await listReviewQueue(await reviewerPageCtx(routes.adminVersions()));
  return (
    <>
      <PageHeader
        title="Versions to review"
        description="What partners submitted and the scan let pass, the longest waiting first."
      />
      <ReviewQueue {...queue} />
    </>
  );
}
