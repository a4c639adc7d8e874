import { getBridge, setBridge } from '#lib/domain/bridge/set-bridge.ts';
import { answerJson, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

/** The bridge and its last hand-over. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  return answerJson(request, (ctx) => getBridge(ctx, { appId }));
}

/** `{"url": "https://…" | null}`; the secret of a new bridge is in the answer, once. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app: appId } = await params;
  return answerJson(request, async (ctx) => {
    // The verb's schema judges it.
    const input = { ...(await bodyOf(request)), appId } as Parameters<typeof setBridge>[1];
    return setBridge(ctx, input);
  });
}
