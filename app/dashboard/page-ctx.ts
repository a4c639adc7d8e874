import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getViewer, userCtxOf } from '#lib/auth/session.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';

/** The signed-in person's context for a page; whoever is not signed in goes to sign in and comes back to `here`. */
export async function pageCtx(here: string): Promise<UserCtx> {
  const incoming = await headers();
  const viewer = await getViewer(incoming);
  if (!viewer) redirect(routes.signIn(here));
  const ctx = userCtxOf(incoming, viewer);
  if (!ctx && viewer.user.isReviewer) {
    redirect(here === routes.sessions() ? routes.adminSessions() : routes.admin());
  }
  // The layout tells people without an organization what to do; the page itself shows them nothing.
  if (!ctx) notFound();
  return ctx;
}

/**
 * Whether the page answers a form that was sent without a script by somebody whose session had ended. Only the page's
 * form still has what was typed, so it must show it again instead of asking for a sign-in.
 */
export async function isSignedOutAnswer(): Promise<boolean> {
  const incoming = await headers();
  const isForm = incoming.get('content-type')?.startsWith('multipart/form-data') ?? false;
  return isForm && !incoming.has('next-action') && !(await getViewer(incoming));
}

/** Awaits what a page shows; what is absent or another organization's is the same "not found" page. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}
