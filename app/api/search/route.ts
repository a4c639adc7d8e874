import { searchIndex } from './sources.ts';

export const dynamic = 'force-dynamic';

/** `/api/search?q=&api=&kind=`: grouped hits over operations, schemas, webhooks, parameters, guides and errors. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const index = await searchIndex();
  const answer = index.search({
    q: searchParams.get('q') ?? '',
    api: searchParams.get('api') ?? undefined,
    kind: searchParams.get('kind') ?? undefined,
  });
  return Response.json(answer, { headers: { 'cache-control': 'private, max-age=30' } });
}
