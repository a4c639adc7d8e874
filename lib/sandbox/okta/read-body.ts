import type { OktaJson } from '#lib/db/schema/okta.ts';
import { invalid, OktaError } from '#lib/domain/okta/okta-error.ts';
import type { BodyForm, OktaExchange } from './exchange.ts';

const jsonLimit = 1024 * 1024;
/** A logo of 1 MB and the form around it. */
const formLimit = jsonLimit + 64 * 1024;
const maxDepth = 64;
/** So long may the body of one request be on its way. */
const deadlineMs = 20_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const certificateTypes = [
  'application/pkix-cert',
  'application/x-x509-ca-cert',
  'application/x-pem-file',
];

const tooLarge = () =>
  new OktaError('E0000002', { about: 'The request body is larger than 1 MiB.' });

/** A POST or PUT with neither a length nor a body (contract, C1-10). */
export function requireLength(x: OktaExchange): void {
  if (x.method !== 'POST' && x.method !== 'PUT') return;
  const { headers } = x.request;
  // HTTP knows a body by one of the two; the adapter gives every POST a stream, also where none was sent.
  if (headers.has('content-length') || headers.has('transfer-encoding')) return;
  throw new OktaError('E0000002', { about: 'A Content-Length header is required.', status: 411 });
}

/** The media type of the body, without its parameters. */
export const mediaType = (headers: Headers): string =>
  (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** Reads the body as the operation takes it. Throws `E0000001`, `E0000002`, `E0000003`, `E0000018`, `E0000021`. */
export async function readOktaBody(x: OktaExchange, form: BodyForm): Promise<void> {
  if (form === 'none') return;
  const type = mediaType(x.request.headers);
  const bytes = await readBytes(x.request, form === 'form' ? formLimit : jsonLimit);
  const isEmpty = bytes.byteLength === 0;
  if (form === 'optional-json' && isEmpty) return;
  const accepted = {
    json: ['application/json'],
    form: ['multipart/form-data'],
    certificate: certificateTypes,
  };
  const types = accepted[form === 'optional-json' ? 'json' : form];
  if (!isEmpty && type === '') throw new OktaError('E0000018');
  if (!isEmpty && !types.includes(type)) throw new OktaError('E0000021');
  if (form === 'json' || form === 'optional-json') x.body = parseObject(bytes);
  else x.bytes = bytes;
}

async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('The body did not arrive in time.')), deadlineMs);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) return Buffer.concat(chunks);
      size += value.byteLength;
      if (size > most) throw tooLarge(); // The door reads the rest.
      chunks.push(value);
    }
  } catch (error) {
    if (error instanceof OktaError) throw error;
    throw new OktaError('E0000003'); // The connection broke off inside the body.
  } finally {
    clearTimeout(timer);
  }
}

function parseObject(bytes: Uint8Array): OktaJson {
  let value: unknown;
  try {
    const text = utf8.decode(bytes);
    if (depthOf(text) > maxDepth) throw new OktaError('E0000003');
    value = JSON.parse(text);
  } catch {
    throw new OktaError('E0000003');
  }
  if (!isObject(value)) throw new OktaError('E0000003');
  checkCharacters(value);
  return value;
}

const isObject = (value: unknown): value is OktaJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Four-byte characters, halves of them, and NUL, which no record can hold (contract, C1-04). */
const unsupported = /[\0\uD800-\uDFFF]/;

/** Refuses text with characters that are not supported, naming the first field that has one. */
function checkCharacters(value: OktaJson): void {
  const waiting: [string, unknown][] = [['', value]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, at] = next;
    if (typeof at === 'string' && unsupported.test(at)) {
      const cause = `${path}: Characters of more than three UTF-8 bytes are not supported.`;
      throw invalid(path, cause);
    }
    if (typeof at !== 'object' || at === null) continue;
    for (const [key, child] of Object.entries(at)) {
      const name = path === '' ? key : `${path}.${key}`;
      if (unsupported.test(key))
        throw invalid(
          path || 'body',
          `${path || 'body'}: A property name has characters that are not supported.`,
        );
      waiting.push([name, child]);
    }
  }
}

/** How deep brackets nest outside of strings: known before anything recursive looks at the body. */
function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false];
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
