import { requireUserCtx } from '#lib/auth/session.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { AppError, errorEnvelope } from '#lib/errors.ts';

const headers = { 'cache-control': 'no-store' };
const mostBodyBytes = 65_536;

/** Answers a page's question with JSON; a refusal comes in the envelope of the APIs. */
export async function answerJson(
  request: Request,
  work: (ctx: UserCtx) => Promise<unknown>,
): Promise<Response> {
  try {
    const data = await work(await requireUserCtx(request.headers));
    return Response.json(data ?? {}, { headers });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json(errorEnvelope(error), { status: error.status, headers });
  }
}

/** The JSON object that a page sent. The front door has checked that it is a page of the portal. */
export async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? '';
  const text = type.startsWith('application/json') ? await request.text() : '';
  if (text.length > mostBodyBytes) throw new AppError('payload_too_large');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (error) {
    throw new AppError('bad_request', { cause: error });
  }
  throw new AppError('bad_request');
}
