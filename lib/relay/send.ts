import { AppError } from '#lib/errors.ts';
import type { Failure } from '#lib/http/failure.ts';
import type { GuardedRequest, HeaderPair, HttpClient } from '#lib/http/guarded-request.ts';
import { inflateBody } from './inflate.ts';
import { createPipe } from './pipe.ts';

/** A call as it goes upstream. */
export type Outgoing = {
  method: string;
  url: string;
  headers: HeaderPair[];
  body: Buffer | null;
  /** For everything together. */
  deadlineMs: number;
  /** Of the answer's body, packed or not. */
  maxBytes: number;
  /** Whoever asked has gone away: nobody waits for the answer. */
  signal: AbortSignal;
};

export type UpstreamAnswer = {
  status: number;
  headers: HeaderPair[];
  body: Buffer;
  timeMs: number;
};

/** The first value of a header; null when it is not there. */
export function headerOf(headers: readonly HeaderPair[], name: string): string | null {
  return headers.find(([header]) => header.toLowerCase() === name)?.[1] ?? null;
}

/** An answer that goes on: it is handed on as it comes. */
export type StreamedAnswer = Omit<UpstreamAnswer, 'body'> & {
  stream: ReadableStream<Uint8Array>;
  /** What it was when it was over. Never rejects. */
  finished: Promise<UpstreamAnswer | AppError>;
};

/**
 * Calls a real API through the guarded client. Server-sent events and lines of JSON are answered as a stream as soon as they begin, within the
 * same bounds. Throws `target_refused`, `upstream_timeout`, `upstream_too_large`, `upstream_unreachable`, each with the
 * sentence that fits and no word about the portal's inside.
 */
export async function sendOut(
  http: HttpClient,
  outgoing: Outgoing,
): Promise<UpstreamAnswer | StreamedAnswer> {
  const opened = Promise.withResolvers<StreamedAnswer>();
  const stop = new AbortController();
  const startedAt = performance.now();
  const pipe = createPipe(() => stop.abort());
  const tap: GuardedRequest['tap'] = ({ status, headers }) => {
    if (!isStreamed(headers)) return null;
    const timeMs = performance.now() - startedAt;
    const finished = outcome.catch((error: unknown) => asOutcome(error));
    finished.then((end) => (end instanceof AppError ? pipe.fail(end) : pipe.close()));
    opened.resolve({ status, headers, timeMs, stream: pipe.stream, finished });
    return pipe.push;
  };
  const outcome = wholeAnswer(http, outgoing, {
    tap,
    signal: AbortSignal.any([stop.signal, outgoing.signal]),
  });
  return Promise.race([opened.promise, outcome]);
}

const asOutcome = (error: unknown) =>
  error instanceof AppError ? error : new AppError('upstream_unreachable', { cause: error });

const streamed =
  /^(text\/event-stream|application\/(x-ndjson|ndjson|jsonl|x-jsonlines|json-seq))\b/;

/** Events, and lines of JSON that come one by one. */
function isStreamed(headers: readonly HeaderPair[]): boolean {
  const type = headerOf(headers, 'content-type')?.toLowerCase() ?? '';
  const packed = headerOf(headers, 'content-encoding') ?? 'identity';
  return streamed.test(type) && packed === 'identity';
}

async function wholeAnswer(
  http: HttpClient,
  { maxBytes, ...request }: Outgoing,
  extras: Pick<GuardedRequest, 'tap' | 'signal'>,
): Promise<UpstreamAnswer> {
  const result = await http.request({
    ...request,
    ...extras,
    maxBodyBytes: maxBytes,
    overflow: 'fail',
  });
  if (result.failure) throw asAppError(result.failure);
  if (!result.response) throw new AppError('upstream_unreachable');
  const { status, headers, body } = result.response;
  const encoding = headerOf(headers, 'content-encoding');
  return {
    status,
    headers,
    body: await inflateBody(body, encoding, maxBytes),
    timeMs: result.timings.totalMs,
  };
}

function asAppError({ code, message }: Failure): AppError {
  switch (code) {
    case 'denied_address':
    case 'invalid_url':
      return new AppError('target_refused');
    case 'invalid_request':
      return new AppError('bad_request', { message });
    case 'timeout':
      return new AppError('upstream_timeout');
    case 'too_large':
      return new AppError('upstream_too_large');
    case 'invalid_response':
      return new AppError('upstream_unreachable', {
        message: `The answer of the API could not be read. ${message}`,
      });
    case 'connection_reset':
      return new AppError('upstream_unreachable', { message });
    case 'dns_failed':
    case 'connection_refused':
    case 'host_unreachable':
    case 'tls_failed':
    case 'aborted':
      return new AppError('upstream_unreachable', {
        message: `The API could not be reached. ${message}`,
      });
  }
}
