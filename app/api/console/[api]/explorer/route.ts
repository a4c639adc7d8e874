import { findApi } from '#lib/openapi/apis.ts';
import { readExplorer } from '#lib/openapi/explorer-document.ts';
import { tellNotFound } from '#lib/relay/answer.ts';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ api: string }> };

/** The operations that the explorer lists, without what they say. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const api = findApi((await params).api);
  const asked = new URL(request.url).searchParams;
  const page = Number(asked.get('page')) || undefined;
  const document = api && (await readExplorer(api, { tag: asked.get('tag') ?? undefined, page }));
  return document
    ? Response.json(document, { headers: { 'cache-control': 'no-cache' } })
    : tellNotFound();
}
