import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getReviewerCtx, getViewer } from '#lib/auth/session.ts';
import type { ReviewerCtx } from '#lib/domain/ctx.ts';
import { routes } from '#lib/routes.ts';

/**
 * The reviewer's context for a page. Guests sign in and come back to `here`; for everybody else these pages do not
 * exist.
 */
export async function reviewerPageCtx(here: string): Promise<ReviewerCtx> {
  const incoming = await headers();
  const ctx = await getReviewerCtx(incoming);
  if (ctx) return ctx;
  if (await getViewer(incoming)) notFound();
  redirect(routes.signIn(here));
}
