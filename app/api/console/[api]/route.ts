import { tellNotFound } from '#lib/relay/answer.ts';
import { consoleContext } from '#lib/relay/console-context.ts';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ api: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { api } = await params;
  const context = await consoleContext(request.headers, api);
  return context
    ? Response.json(context, { headers: { 'cache-control': 'no-store' } })
    : tellNotFound();
}
