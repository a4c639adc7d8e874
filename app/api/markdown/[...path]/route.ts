import { markdownOf } from '../markdown-of.ts';

export const dynamic = 'force-dynamic';
type Context = { params: Promise<{ path: string[] }> };

/** A reading page as Markdown; reached as `….md` of the page. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const text = await markdownOf((await params).path.map(decodeURIComponent));
  if (text === undefined) {
    return new Response('There is no such page. /llms.txt lists them.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  }
  return new Response(text, {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'cache-control': 'public, max-age=0, must-revalidate',
    },
  });
}
