import { checkManifest, readDraft, saveDraft } from '#lib/domain/versions/draft.ts';
import { AppError } from '#lib/errors.ts';
import { answerJson, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

/** A manifest of 64 Ki characters, escaped. */
const mostBytes = 524_288;

/** The draft as it is now: editors ask whether somebody else saved. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app } = await params;
  return answerJson(request, (ctx) => readDraft(ctx, app));
}

/** `{"action": "save" | "check", "source", "format", …}`; a check saves nothing. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  return answerJson(request, async (ctx) => {
    const { action, ...rest } = await bodyOf(request, mostBytes);
    // The verbs' schemas judge what was sent.
    const input = { ...rest, appId };
    if (action === 'save') return saveDraft(ctx, input as Parameters<typeof saveDraft>[1]);
    if (action === 'check') return checkManifest(ctx, input as Parameters<typeof checkManifest>[1]);
    throw new AppError('bad_request');
  });
}
