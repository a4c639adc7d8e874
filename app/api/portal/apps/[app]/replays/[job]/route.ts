import { controlReplay, replayActions } from '#lib/domain/replays/control-replay.ts';
import { AppError } from '#lib/errors.ts';
import { answerJson, bodyOf } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string; job: string }> };

/** `{"action": "pause" | "resume" | "cancel"}` */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app: appId, job: jobId } = await params;
  return answerJson(request, async (ctx) => {
    const { action } = await bodyOf(request);
    const known = replayActions.find((name) => name === action);
    if (!known) throw new AppError('bad_request');
    return controlReplay(ctx, { appId, jobId, action: known });
  });
}
