import type { UserCtx } from '#lib/domain/ctx.ts';
import { publishVersion, rollBack } from '#lib/domain/versions/publish-version.ts';
import { submitVersion, withdrawVersion } from '#lib/domain/versions/submit-version.ts';
import { AppError } from '#lib/errors.ts';
import { answerApp, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };
type Body = Record<string, unknown>;

// The verbs' schemas judge what was sent; a version knows its app.
const actions = {
  submit: (ctx: UserCtx, _app: string, body: Body) =>
    submitVersion(ctx, body as Parameters<typeof submitVersion>[1]),
  withdraw: (ctx: UserCtx, _app: string, body: Body) =>
    withdrawVersion(ctx, body as Parameters<typeof withdrawVersion>[1]),
  publish: (ctx: UserCtx, _app: string, body: Body) =>
    publishVersion(ctx, body as Parameters<typeof publishVersion>[1]),
  rollback: (ctx: UserCtx, appId: string, body: Body) =>
    rollBack(ctx, { ...body, appId } as Parameters<typeof rollBack>[1]),
} as const;

const isAction = (name: unknown): name is keyof typeof actions =>
  typeof name === 'string' && Object.hasOwn(actions, name);

/** `{"action": "submit" | "withdraw" | "publish" | "rollback", …}`. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app } = await params;
  return answerApp(request, app, async (ctx) => {
    const { action, ...body } = await bodyOf(request);
    if (!isAction(action)) throw new AppError('bad_request');
    return actions[action](ctx, app, body);
  });
}
