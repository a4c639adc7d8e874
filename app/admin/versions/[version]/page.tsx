import { notFound } from 'next/navigation';
import { ReviewView } from '#components/dashboard/versions/review-view.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Review, readReview } from '#lib/domain/versions/list-versions.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { isId } from '#lib/std/ids.ts';
import { reviewerPageCtx } from '../../page-ctx.ts';

type Props = { params: Promise<{ version: string }> };

export const metadata = { title: 'Review a version' };

async function load({ params }: Props): Promise<Review> {
  const { version } = await params;
  try {
    const here = isId('ver', version) ? routes.adminVersion(version) : routes.admin();
    return await readReview(await reviewerPageCtx(here), version);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

export default async function ReviewPage(props: Props) {
  const review = await load(props);
  const { app, version } = review;
  return (
    <>
      <PageHeader
        title={
          <>
            <bdi>{app.name}</bdi>, version {version.number}
          </>
        }
        description="Read what it asks for and why, what the rules found, and what changed. Then approve or reject it."
        actions={<LinkButton href={routes.adminVersions()}>All versions</LinkButton>}
      />
      <ReviewView review={review}>
        <CodeBlock code={version.source} language={version.format} title="Manifest" />
      </ReviewView>
    </>
  );
}
