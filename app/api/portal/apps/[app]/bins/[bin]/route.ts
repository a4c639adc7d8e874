import { inspectBin } from '#lib/domain/bins/list-bins.ts';
import { setBinAnswer } from '#lib/domain/bins/set-answer.ts';
import { answerJson, bodyOf } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string; bin: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app: appId, bin: binId } = await params;
  const before = new URL(request.url).searchParams.get('before');
  return answerJson(request, (ctx) => inspectBin(ctx, { appId, binId, before }));
}

/** `{"status": 503, "behaviour": "drip", "delayMs": 3000, "failNext": 2}`, any of them: how the bin answers from now on. */
export async function PATCH(request: Request, { params }: Context): Promise<Response> {
  const { app: appId, bin: binId } = await params;
  return answerJson(request, async (ctx) => {
    // The verb's schema judges each of them.
    const input = { ...(await bodyOf(request)), appId, binId } as Parameters<
      typeof setBinAnswer
    >[1];
    return setBinAnswer(ctx, input);
  });
}
