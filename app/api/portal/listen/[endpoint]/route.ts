import { getConfig } from '#lib/config/runtime.ts';
import { getDatabase } from '#lib/db/client.ts';
import { closeListener } from '#lib/domain/listeners/open-listener.ts';
import { takeListened } from '#lib/worker/listen/listen.ts';
import { answerToken, bodyOf } from '../../answer.ts';

type Context = { params: Promise<{ endpoint: string }> };

/** `{"limit": 4, "waitMs": 20000}`: waits for deliveries of the listener and takes them. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { endpoint: endpointId } = await params;
  return answerToken(request, async (ctx) => {
    const { limit, waitMs } = await bodyOf(request);
    const deps = { pool: getDatabase().$client, portalSecret: getConfig().secret };
    return takeListened(deps, ctx, {
      endpointId,
      limit: Number(limit),
      waitMs: Number(waitMs) || 0,
      signal: request.signal,
    });
  });
}

export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  const { endpoint: endpointId } = await params;
  return answerToken(request, (ctx) => closeListener(ctx, { endpointId }));
}
