import { requireUserCtx } from '#lib/auth/session.ts';
import { auditFormats, exportAudit } from '#lib/domain/audit/read-audit.ts';
import { AppError } from '#lib/errors.ts';
import { answerJson } from '../../answer.ts';

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

/** The whole trail as a file, in pieces as they are read. */
export async function GET(request: Request): Promise<Response> {
  const wanted = new URL(request.url).searchParams.get('format');
  const format = auditFormats.find((one) => one === wanted);
  try {
    if (!format) throw new AppError('bad_request', { message: 'The format is csv or ndjson.' });
    const pieces = exportAudit(await requireUserCtx(request.headers), format);
    return new Response(streamOf(pieces), {
      headers: {
        'content-type': types[format],
        'content-disposition': `attachment; filename="audit.${format}"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    return answerJson(request, () => Promise.reject(error));
  }
}

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
