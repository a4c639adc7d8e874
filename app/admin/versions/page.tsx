import type { Metadata } from 'next';
import { ReviewQueue } from '#components/dashboard/versions/review-queue.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listReviewQueue } from '#lib/domain/versions/list-versions.ts';
import { routes } from '#lib/routes.ts';
import { reviewerPage } from './reviewer-page.ts';

export const metadata: Metadata = { title: 'Versions to review', robots: { index: false } };
export const dynamic = 'force-dynamic';

export default async function ReviewQueuePage() {
  const queue = await listReviewQueue(await reviewerPage(routes.reviewQueue()));
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
