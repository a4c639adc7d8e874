import { AppError } from '#lib/errors.ts';

/** Reads the caller's body up to the cap. null: there is none. Throws `payload_too_large`. */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer | null> {
  if (request.method === 'GET' || request.method === 'HEAD' || !request.body) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new AppError('payload_too_large', {
        message: `The request body is larger than the ${Math.floor(maxBytes / 1_048_576)} MB that the portal passes on.`,
      });
    }
    chunks.push(chunk);
  }
  return length === 0 ? null : Buffer.concat(chunks);
}
