import { listRequests } from '#lib/domain/requests/list-requests.ts';
import { requestFilter } from '#lib/domain/requests/schemas.ts';
import { isId } from '#lib/std/ids.ts';
import { answerJson } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

/** The filters of the page; `after` is the mark of an earlier answer and asks for what came since. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app } = await params;
  const given = Object.fromEntries(new URL(request.url).searchParams);
  const { after } = given;
  return answerJson(request, (ctx) =>
    listRequests(ctx, app, requestFilter.parse(given), isId('req', after) ? after : undefined),
  );
}
