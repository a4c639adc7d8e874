import { type IncomingMessage, ServerResponse } from 'node:http';

const latin1 = Symbol('a character for each byte');

/** A text in UTF-8, encoded once for all answers that carry it. */
export type EncodedText = Uint8Array<ArrayBuffer> & { readonly [latin1]: string };

/** Encodes a text for many answers. */
export function encodeText(text: string): EncodedText {
  const bytes = Buffer.from(text);
  return Object.assign(bytes, { [latin1]: bytes.toString('latin1') });
}

const isEncoded = (chunk: unknown): chunk is EncodedText =>
  chunk instanceof Uint8Array && latin1 in chunk;

/**
 * The response of a server that sends many encoded texts: head and text leave in one write, as they do when the text is
 * a string, but nobody encodes it again. On other servers an encoded text is sent as the bytes that it is.
 */
export class EncodedTextResponse<
  R extends IncomingMessage = IncomingMessage,
> extends ServerResponse<R> {
  override end(chunk?: unknown, encoding?: unknown, done?: unknown): this {
    const args = isEncoded(chunk) ? [chunk[latin1], 'latin1', encoding] : [chunk, encoding, done];
    return Reflect.apply(super.end, this, args);
  }
}
