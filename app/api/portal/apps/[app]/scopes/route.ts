import type { UserCtx } from '#lib/domain/ctx.ts';
import { askInDraft, dropInDraft } from '#lib/domain/scopes/ask-in-draft.ts';
import { consent } from '#lib/domain/scopes/consent.ts';
import { AppError } from '#lib/errors.ts';
import { answerJson, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };
type Body = Record<string, unknown>;

// The verbs' schemas judge what was sent.
const actions = {
  ask: (ctx: UserCtx, appId: string, { scope, reason, isOptional }: Body) =>
    askInDraft(ctx, { appId, scope, reason, isOptional } as Parameters<typeof askInDraft>[1]),
  drop: (ctx: UserCtx, appId: string, { scope }: Body) =>
    dropInDraft(ctx, { appId, scope } as Parameters<typeof dropInDraft>[1]),
  consent: (ctx: UserCtx, appId: string, { tenantId, scopes }: Body) =>
    consent(ctx, { appId, tenantId, scopes } as Parameters<typeof consent>[1]),
} as const;

const isAction = (name: unknown): name is keyof typeof actions =>
  typeof name === 'string' && Object.hasOwn(actions, name);

/** `{"action": "ask" | "drop" | "consent", …}`; a consent that installs answers the token, once. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app } = await params;
  return answerJson(request, async (ctx) => {
    const { action, ...body } = await bodyOf(request);
    if (!isAction(action)) throw new AppError('bad_request');
    return actions[action](ctx, app, body);
  });
}
