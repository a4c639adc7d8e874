import { requirePersonCtx, requireUserCtx } from '#lib/auth/session.ts';
import { getDatabase } from '#lib/db/client.ts';
import { requireApp } from '#lib/domain/apps/require-app.ts';
import type { InstallationCtx, PersonCtx, UserCtx } from '#lib/domain/ctx.ts';
import { installationOfToken } from '#lib/domain/tokens/installation-of-token.ts';
import { AppError, errorEnvelope } from '#lib/errors.ts';
import { systemClock } from '#lib/std/clock.ts';

const headers = { 'cache-control': 'no-store' };
const mostBodyBytes = 65_536;

/** Answers the command line, which shows an installation's token instead of a session. */
export async function answerToken(
  request: Request,
  work: (ctx: InstallationCtx) => Promise<unknown>,
): Promise<Response> {
  const deps = { db: getDatabase(), clock: systemClock };
  return answer(async () =>
    work(await installationOfToken(deps, request.headers.get('authorization'))),
  );
}

/** Answers a page's question with JSON; a refusal comes in the envelope of the APIs. */
export async function answerJson(
  request: Request,
  work: (ctx: UserCtx) => Promise<unknown>,
): Promise<Response> {
  return answer(async () => work(await requireUserCtx(request.headers)));
}

/**
 * Like `answerJson`, below the address of an app: to ids of other organizations nothing is here, whatever else the
 * address names.
 */
export async function answerApp(
  request: Request,
  app: string,
  work: (ctx: UserCtx) => Promise<unknown>,
): Promise<Response> {
  return answerJson(request, async (ctx) => {
    await requireApp(ctx, app, 'read');
    return work(ctx);
  });
}

/** Like `answerJson`, for what belongs to the person alone: also for people without an organization. */
export async function answerPerson(
  request: Request,
  work: (ctx: PersonCtx) => Promise<unknown>,
): Promise<Response> {
  return answer(async () => work(await requirePersonCtx(request.headers)));
}

/** Answers with a file that is written while it is read. */
export async function answerText(
  request: Request,
  work: (ctx: UserCtx) => Promise<AsyncGenerator<string>>,
  type: string,
  fileName: string,
): Promise<Response> {
  let pieces: AsyncGenerator<string>;
  try {
    pieces = await work(await requireUserCtx(request.headers));
  } catch (error) {
    return refused(error);
  }
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      ...headers,
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  });
}

/** Answers with a small file. */
export async function answerFile(
  request: Request,
  work: (ctx: UserCtx) => Promise<{ text: string; type: string; fileName: string }>,
): Promise<Response> {
  try {
    const { text, type, fileName } = await work(await requireUserCtx(request.headers));
    return new Response(text, {
      headers: {
        ...headers,
        'content-type': type,
        'content-disposition': `attachment; filename="${fileName}"`,
      },
    });
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Response {
  if (!(error instanceof AppError)) throw error;
  return Response.json(errorEnvelope(error), { status: error.status, headers });
}

/** Answers whoever `work` lets in; a refusal comes in the envelope of the APIs. */
export async function answer(work: () => Promise<unknown>): Promise<Response> {
  try {
    const data = await work();
    return Response.json(data ?? {}, { headers });
  } catch (error) {
    return refused(error);
  }
}

/** The JSON object that a page sent. The front door has checked that it is a page of the portal. */
export async function bodyOf(
  request: Request,
  mostBytes = mostBodyBytes,
): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? '';
  const text = type.startsWith('application/json') ? await request.text() : '';
  if (text.length > mostBytes) throw new AppError('payload_too_large');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (error) {
    throw new AppError('bad_request', { cause: error });
  }
  throw new AppError('bad_request');
}
