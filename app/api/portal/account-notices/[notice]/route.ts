import { dismissAccountNotice } from '#lib/domain/account-notices/account-notices.ts';
import { answerJson } from '../../answer.ts';

type Params = { params: Promise<{ notice: string }> };

/** Puts a notice about a token or a version away, for everybody of the organization. */
export async function DELETE(request: Request, { params }: Params): Promise<Response> {
  const { notice: noticeId } = await params;
  return answerJson(request, (ctx) => dismissAccountNotice(ctx, { noticeId }));
}
