import { dismissNotice } from '#lib/domain/notices/dismiss-notice.ts';
import { answerJson } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string; notice: string }> };

/** Puts a notice away. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app: appId, notice: noticeId } = await params;
  return answerJson(request, (ctx) => dismissNotice(ctx, { appId, noticeId }));
}
