import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getReviewerCtx, getViewer } from '#lib/auth/session.ts';
import type { ReviewerCtx } from '#lib/domain/ctx.ts';
import { routes } from '#lib/routes.ts';

/** The reviewer's context for a page. Whoever is not signed in goes to sign in; to everybody else there is no such page. */
export async function reviewerPage(here: string): Promise<ReviewerCtx> {
  const incoming = await headers();
  const ctx = await getReviewerCtx(incoming);
  if (ctx) return ctx;
  if (!(await getViewer(incoming))) redirect(routes.signIn(here));
  notFound();
}
