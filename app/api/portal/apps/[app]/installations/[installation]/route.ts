import { uninstallApp } from '#lib/domain/installations/uninstall-app.ts';
import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { answerApp, bodyOf } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string; installation: string }> };

/** `{"action": "uninstall"}`: its tokens stop working at once. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app, installation: installationId } = await params;
  return answerApp(request, app, async (ctx) => {
    const { action } = await bodyOf(request);
    if (action !== 'uninstall') throw new AppError('bad_request');
    if (!isId('ins', installationId)) throw new AppError('not_found');
    return uninstallApp(ctx, { installationId });
  });
}
