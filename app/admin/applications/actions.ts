'use server';
import { headers } from 'next/headers';
import { getReviewerCtx } from '#lib/auth/session.ts';
import { getConfig } from '#lib/config/runtime.ts';
import {
  type Approved,
  approveApplication,
  declineApplication,
  renewOwnerLink,
} from '#lib/domain/applications/decide.ts';
import type { ReviewerCtx } from '#lib/domain/ctx.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';

/** What a decision led to; `link` is shown this once. */
export type DecisionState = {
  problem?: string;
  reason?: string;
  done?: 'approved' | 'declined';
  mailed?: boolean;
  link?: string;
} | null;

async function decide(
  form: FormData,
  work: (ctx: ReviewerCtx, id: string) => Promise<DecisionState>,
): Promise<DecisionState> {
  try {
    const ctx = await getReviewerCtx(await headers());
    if (!ctx) throw new AppError('not_found');
    return await work(ctx, String(form.get('id') ?? ''));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problem = Object.values(error.details.errors ?? {})[0]?.[0] ?? error.message;
    return { problem, reason: String(form.get('reason') ?? '') };
  }
}

const shown = ({ link, mailed }: Approved): DecisionState => ({
  done: 'approved',
  mailed,
  ...(link ? { link: getConfig().portalUrl + routes.password(link.secret) } : {}),
});

/** Makes the organization and its owner. */
export async function approveAction(_before: DecisionState, form: FormData) {
  return decide(form, async (ctx, id) => shown(await approveApplication(ctx, { id })));
}

/** Makes the owner another link. */
export async function renewLinkAction(_before: DecisionState, form: FormData) {
  return decide(form, async (ctx, id) => shown(await renewOwnerLink(ctx, { id })));
}

/** Declines with a reason that the applicant reads. */
export async function declineAction(_before: DecisionState, form: FormData) {
  return decide(form, async (ctx, id) => {
    await declineApplication(ctx, { id, reason: String(form.get('reason') ?? '') });
    return { done: 'declined' };
  });
}
