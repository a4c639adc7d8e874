import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';
import { AppError } from '#lib/errors.ts';

type Inflate = (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const byEncoding: Record<string, Inflate> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

/**
 * Unpacks a body that came packed although none was asked for, within the same bound as plain ones: a small answer
 * must not grow into one that fills the memory. Throws `upstream_too_large`, or `upstream_unreachable` when the
 * body is not what its header says.
 */
export async function inflateBody(
  body: Buffer,
  encoding: string | null,
  maxBytes: number,
): Promise<Buffer> {
  let plain = body;
  const encodings = (encoding ?? '').split(',').map((part) => part.trim().toLowerCase());
  for (const name of encodings.reverse()) {
    if (name === '' || name === 'identity') continue;
    const unpack = byEncoding[name];
    if (!unpack) throw unreadable(`The API packed its answer as "${name}", which is not known.`);
    try {
      plain = await unpack(plain, { maxOutputLength: maxBytes });
    } catch (error) {
      const tooLarge = error instanceof RangeError;
      if (tooLarge) throw new AppError('upstream_too_large', { cause: error });
      throw unreadable(`The API's answer says that it is packed as "${name}", but it is not.`);
    }
  }
  return plain;
}

const unreadable = (message: string) => new AppError('upstream_unreachable', { message });
