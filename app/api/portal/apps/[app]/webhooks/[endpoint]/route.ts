import { deleteEndpoint } from '#lib/domain/webhooks/delete-endpoint.ts';
import { promoteSecret, rotateSecret } from '#lib/domain/webhooks/rotate-secret.ts';
import { sendPing } from '#lib/domain/webhooks/send-ping.ts';
import { sendTestEvent } from '#lib/domain/webhooks/send-test-event.ts';
import { disableEndpoint, enableEndpoint } from '#lib/domain/webhooks/set-enabled.ts';
import { updateEndpoint } from '#lib/domain/webhooks/update-endpoint.ts';
import { AppError } from '#lib/errors.ts';
import { answerApp, bodyOf } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string; endpoint: string }> };

const actions = {
  enable: enableEndpoint,
  disable: disableEndpoint,
  ping: sendPing,
  rotate: rotateSecret,
  promote: promoteSecret,
  delete: deleteEndpoint,
} as const;

const isAction = (name: unknown): name is keyof typeof actions =>
  typeof name === 'string' && Object.hasOwn(actions, name);

/** `{"action": …}`; rotating answers the new secret, once. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app, endpoint: endpointId } = await params;
  return answerApp(request, app, async (ctx) => {
    const { action, ...more } = await bodyOf(request);
    if (action === 'test') {
      // The verb's schema judges it.
      const input = { ...more, endpointId } as Parameters<typeof sendTestEvent>[1];
      return sendTestEvent(ctx, input);
    }
    if (!isAction(action)) throw new AppError('bad_request');
    return actions[action](ctx, { endpointId });
  });
}

export async function PATCH(request: Request, { params }: Context): Promise<Response> {
  const { app, endpoint: endpointId } = await params;
  return answerApp(request, app, async (ctx) => {
    // The verb's schema judges each field.
    const input = { ...(await bodyOf(request)), endpointId } as Parameters<
      typeof updateEndpoint
    >[1];
    return updateEndpoint(ctx, input);
  });
}
