import { collectionAnswer } from '../../collection-answer.ts';

export const dynamic = 'force-dynamic';
type Context = { params: Promise<{ api: string }> };

/** `/openapi/{api}/postman_collection.json`: every operation as a request of Postman. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return collectionAnswer(decodeURIComponent((await params).api));
}
