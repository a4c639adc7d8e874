import { requireUserCtx } from '#lib/auth/session.ts';
import { auditFormats, exportAudit } from '#lib/domain/audit/read-audit.ts';
import { auditFilter } from '#lib/domain/audit/schemas.ts';
import { AppError } from '#lib/errors.ts';
import { answerJson } from '../../answer.ts';

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

/** The trail as a file, the whole or what the filters of the page leave, in pieces as they are read. */
export async function GET(request: Request): Promise<Response> {
  const given = Object.fromEntries(new URL(request.url).searchParams);
  const format = auditFormats.find((one) => one === given.format);
  try {
    if (!format) throw new AppError('bad_request', { message: 'The format is csv or ndjson.' });
    const filter = auditFilter.parse(given);
    const pieces = exportAudit(await requireUserCtx(request.headers), format, filter);
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
