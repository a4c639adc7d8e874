import { listReplays } from '#lib/domain/replays/list-replays.ts';
import { previewReplay, startReplay } from '#lib/domain/replays/start-replay.ts';
import { answerJson, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  return answerJson(request, (ctx) => listReplays(ctx, { appId }));
}

/** A selection as in `ReplayAsk`; with `{"preview": true}` it is only counted. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  return answerJson(request, async (ctx) => {
    const { preview, ...asked } = await bodyOf(request);
    // The verb's schema judges each field.
    const input = { ...asked, appId } as Parameters<typeof startReplay>[1];
    return preview === true ? previewReplay(ctx, input) : startReplay(ctx, input);
  });
}
