import { getConfig } from '#lib/config/runtime.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { inviteMember, withdrawInvitation } from '#lib/domain/team/invitations.ts';
import { changeRole, removeMember } from '#lib/domain/team/manage-team.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { answerJson, bodyOf } from '../answer.ts';

type Body = Record<string, unknown>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

// The verbs' schemas judge what was sent.
const actions = {
  invite: async (ctx: UserCtx, { email, role }: Body) => {
    const input = { email, role } as Parameters<typeof inviteMember>[1];
    const { secret, expiresAt, mailed } = await inviteMember(ctx, input);
    return { link: getConfig().portalUrl + routes.invitation(secret), expiresAt, mailed };
  },
  withdraw: (ctx: UserCtx, { invitationId }: Body) =>
    withdrawInvitation(ctx, { invitationId: text(invitationId) }),
  role: (ctx: UserCtx, { userId, role }: Body) =>
    changeRole(ctx, { userId, role } as Parameters<typeof changeRole>[1]),
  remove: (ctx: UserCtx, { userId }: Body) => removeMember(ctx, { userId: text(userId) }),
} as const;

const isAction = (name: unknown): name is keyof typeof actions =>
  typeof name === 'string' && Object.hasOwn(actions, name);

/** `{"action": "invite" | "withdraw" | "role" | "remove", …}`; inviting answers the link, once. */
export function POST(request: Request): Promise<Response> {
  return answerJson(request, async (ctx) => {
    const { action, ...body } = await bodyOf(request);
    if (!isAction(action)) throw new AppError('bad_request');
    return actions[action](ctx, body);
  });
}
