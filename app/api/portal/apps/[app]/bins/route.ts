import { createBin } from '#lib/domain/bins/create-bin.ts';
import { answerJson } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  return answerJson(request, (ctx) => createBin(ctx, { appId }));
}
