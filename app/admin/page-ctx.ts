import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getReviewerCtx } from '#lib/auth/session.ts';
import type { ReviewerCtx } from '#lib/domain/ctx.ts';

/** The reviewer's context for a page; for everybody else, signed in or not, these pages do not exist. */
export async function reviewerPageCtx(): Promise<ReviewerCtx> {
  const ctx = await getReviewerCtx(await headers());
  if (!ctx) notFound();
  return ctx;
}
