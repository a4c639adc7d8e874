import { readManifestFile } from '#lib/domain/versions/read-manifest-file.ts';
import { answerFile } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

/** The draft, or `?version=N`, as a file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app } = await params;
  const version = new URL(request.url).searchParams.get('version');
  return answerFile(request, async (ctx) => {
    const { source, format, fileName } = await readManifestFile(ctx, app, version);
    return { text: source, type: `application/${format}; charset=utf-8`, fileName };
  });
}
