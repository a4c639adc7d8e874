import { answerSearch } from './answer-search.ts';
import { readQuery } from './read-query.ts';

export const dynamic = 'force-dynamic';

/** `/api/search?q=&api=&kind=&page=`: grouped hits over operations, schemas, webhooks, parameters, guides, errors and pages. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const query = readQuery(Object.fromEntries(searchParams));
  const { answer, isPersonal } = await answerSearch(query, request.headers);
  return Response.json(answer, {
    headers: {
      'cache-control': isPersonal ? 'no-store' : 'private, max-age=30',
      vary: 'cookie',
    },
  });
}
