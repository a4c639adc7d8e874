import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const worthBytes = 1_024;

/** Once for many readers, or now for one. */
export type Effort = 'kept' | 'once';
const brotliQuality: Record<Effort, number> = { kept: 8, once: 4 };
const gzipLevel: Record<Effort, number> = { kept: 9, once: 4 };

/** The best encoding that an Accept-Encoding header allows. */
export function pickEncoding(accept: string | undefined, bytes: number): Encoding {
  if (!accept || bytes < worthBytes) return 'identity';
  const allowed = new Map<string, boolean>();
  for (const part of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    allowed.set(name, !parameters.some((text) => /^q=0(\.0*)?$/.test(text)));
  }
  const accepts = (name: string) => allowed.get(name) ?? allowed.get('*') ?? false;
  if (accepts('br')) return 'br';
  return accepts('gzip') ? 'gzip' : 'identity';
}

/** Compresses in the thread pool; the event loop stays free. */
export async function encode(body: Buffer, encoding: Encoding, effort: Effort): Promise<Buffer> {
  switch (encoding) {
    case 'identity':
      return body;
    case 'gzip':
      return zip(body, { level: gzipLevel[effort] });
    case 'br':
      return brotli(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: brotliQuality[effort],
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      });
  }
}
