import { getReviewerCtx } from '#lib/auth/session.ts';
import type { ReviewerCtx } from '#lib/domain/ctx.ts';
import { approveVersion, rejectVersion } from '#lib/domain/versions/review-version.ts';
import { unwaiveRule, waiveRule } from '#lib/domain/versions/waive-rule.ts';
import { AppError } from '#lib/errors.ts';
import { answer, bodyOf } from '../../answer.ts';

type Context = { params: Promise<{ version: string }> };
type Body = Record<string, unknown>;

// The verbs' schemas judge what was sent.
const actions = {
  approve: (ctx: ReviewerCtx, body: Body) =>
    approveVersion(ctx, body as Parameters<typeof approveVersion>[1]),
  reject: (ctx: ReviewerCtx, body: Body) =>
    rejectVersion(ctx, body as Parameters<typeof rejectVersion>[1]),
  waive: (ctx: ReviewerCtx, body: Body) => waiveRule(ctx, body as Parameters<typeof waiveRule>[1]),
  unwaive: (ctx: ReviewerCtx, body: Body) =>
    unwaiveRule(ctx, body as Parameters<typeof unwaiveRule>[1]),
} as const;

const isAction = (name: unknown): name is keyof typeof actions =>
  typeof name === 'string' && Object.hasOwn(actions, name);

/** `{"action": "approve" | "reject" | "waive" | "unwaive", …}`, by reviewers only: to others there is nothing here. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { version: versionId } = await params;
  return answer(async () => {
    const ctx = await getReviewerCtx(request.headers);
    if (!ctx) throw new AppError('not_found');
    const { action, ...body } = await bodyOf(request);
    if (!isAction(action)) throw new AppError('bad_request');
    return actions[action](ctx, { ...body, versionId });
  });
}
