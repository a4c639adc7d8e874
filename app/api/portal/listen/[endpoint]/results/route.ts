import { getDatabase } from '#lib/db/client.ts';
import { type ListenedReport, reportListened } from '#lib/worker/listen/listen.ts';
import { answerToken, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ endpoint: string }> };

// 64 KiB of an answer in base64, and its headers.
const mostBytes = 300_000;

/** What became of one delivery that was taken. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { endpoint: endpointId } = await params;
  return answerToken(request, async (ctx) => {
    // The verb's schema judges it.
    const report = { ...(await bodyOf(request, mostBytes)), endpointId } as ListenedReport;
    return reportListened(getDatabase().$client, ctx, report);
  });
}
