import type { UserCtx } from '#lib/domain/ctx.ts';
import { revokeToken } from '#lib/domain/tokens/revoke-token.ts';
import { endOldGeneration, rotateToken } from '#lib/domain/tokens/rotate-token.ts';
import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { answerApp, bodyOf } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string; token: string }> };
type Body = Record<string, unknown>;

const actions = {
  rotate: (ctx: UserCtx, tokenId: string, { generation, graceMs, force }: Body) =>
    // The verb's schema judges each of them.
    rotateToken(ctx, { tokenId, generation, graceMs, force } as Parameters<typeof rotateToken>[1]),
  end: (ctx: UserCtx, tokenId: string, { generation }: Body) =>
    endOldGeneration(ctx, { tokenId, generation: Number(generation) }),
  revoke: (ctx: UserCtx, tokenId: string) => {
    if (!isId('tok', tokenId)) throw new AppError('not_found');
    return revokeToken(ctx, { tokenId });
  },
} as const;

const isAction = (name: unknown): name is keyof typeof actions =>
  typeof name === 'string' && Object.hasOwn(actions, name);

/** `{"action": "rotate" | "end" | "revoke", …}`; rotating answers the new token, once. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app, token } = await params;
  return answerApp(request, app, async (ctx) => {
    const { action, ...body } = await bodyOf(request);
    if (!isAction(action)) throw new AppError('bad_request');
    return actions[action](ctx, token, body);
  });
}
