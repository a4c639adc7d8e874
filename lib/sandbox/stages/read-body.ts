import { AppError } from '#lib/errors.ts';
import type { Exchange } from '../exchange.ts';

const maxBytes = 1024 * 1024;
const maxDepth = 64;
/** So long may the body of one request be on its way. */
const deadlineMs = 20_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const printable = /^[\x20-\x7e]{1,255}$/;

/**
 * 400 and 413 of writes: the body must be a JSON object in UTF-8, the idempotency key printable ASCII. The message says
 * which of the many ways to get it wrong this was.
 */
export async function readBody(x: Exchange): Promise<void> {
  if (x.method === 'GET') return;
  checkContentEncoding(x.request.headers.get('content-encoding'));
  checkContentType(x.request.headers.get('content-type'));
  const bytes = await readBytes(x.request);
  const text = decode(bytes);
  x.body = parseObject(text);
  x.bodyText = text;
  const key = x.request.headers.get('idempotency-key');
  if (key === null) return;
  // Two keys would be joined to a third that nobody sent.
  const isRepeated = (x.info.countHeader?.('idempotency-key') ?? 1) > 1;
  if (isRepeated || !printable.test(key)) {
    x.idempotency = 'invalid';
    throw new AppError(
      'invalid_idempotency_key',
      isRepeated
        ? { message: 'The header Idempotency-Key was sent more than once. Send one key.' }
        : {},
    );
  }
  x.idempotencyKey = key;
}

function checkContentEncoding(header: string | null): void {
  const encoding = header?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return;
  const name = /^[a-z0-9-]{1,20}$/.test(encoding) ? ` (${encoding})` : '';
  throw new AppError('bad_request', {
    message: `The body is sent with a Content-Encoding${name}. Send it as plain UTF-8 JSON, without that header.`,
  });
}

const bad = (message: string, cause?: unknown) => new AppError('bad_request', { message, cause });

function checkContentType(header: string | null): void {
  const [type = '', ...parameters] = (header ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  if (type === '') throw bad('The request has no Content-Type. Send the body as application/json.');
  if (type !== 'application/json') {
    const given = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? `is ${type}` : 'cannot be read';
    throw bad(`The Content-Type ${given}. Send the body as application/json.`);
  }
  const charset = parameters.find((part) => part.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) {
    throw bad('The Content-Type names another character set. Send the body in UTF-8.');
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > maxBytes) throw new AppError('payload_too_large');
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () =>
      reject(new AppError('bad_request', { message: 'The request body did not arrive in time.' })),
    deadlineMs,
  );
  try {
    // A declared length is enforced by the HTTP parser; only without one must the bytes be counted.
    const whole = declared === null ? readCounted(request) : request.arrayBuffer();
    return new Uint8Array(await Promise.race([whole, late]));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('bad_request', { cause: error }); // The connection broke off inside the body.
  } finally {
    clearTimeout(timer);
  }
}

async function readCounted(request: Request): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > maxBytes) throw new AppError('payload_too_large'); // The door reads the rest.
    chunks.push(value);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw bad('The body is not valid UTF-8. Encode it as UTF-8.', error);
  }
}

function parseObject(text: string): Record<string, unknown> {
  if (text.trim() === '') throw bad('The request has no body. Send a JSON object, at least {}.');
  if (depthOf(text) > maxDepth) throw bad(`The body is nested deeper than ${maxDepth} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw bad(`The body is not valid JSON${placeOf(error)}.`, error);
  }
  if (!isObject(value)) {
    const kind = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
    throw bad(`The body is ${kind}. Send a JSON object: { … }.`);
  }
  return value;
}

/** Where the parser stopped, as far as it says so. */
function placeOf(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(text) ?? [];
  if (line && column) return `: line ${line}, column ${column}`;
  return /end of JSON input|Unterminated/.test(text) ? ': it ends too early' : '';
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How deep brackets nest outside of strings: known before anything recursive looks at the body. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}
