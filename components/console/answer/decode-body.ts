import type { Answer } from '../relay-fetch.ts';

type Body = Pick<Answer, 'body' | 'contentType'> & Partial<Pick<Answer, 'state'>>;
/** `broken`: some of the bytes mean nothing in `charset`. */
export type DecodedBody = { text: string; charset: string; broken: boolean };

const textual = /^text\/|[/+](json|xml|yaml)\b|x-yaml|urlencoded|javascript|ndjson|jsonl|json-seq/i;

/** A body as text, in UTF-8 or in what the answer says it is written in; null for bytes that are no text. */
export function decodeBody({ body, contentType, state }: Body): DecodedBody | null {
  const said = /;\s*charset="?([\w.:-]+)/i.exec(contentType)?.[1];
  // Of an answer that is not whole the last character may be half there.
  const stream = state !== undefined && state !== 'complete';
  for (const charset of ['utf-8', said]) {
    const text = charset === undefined ? null : decoded(body, charset, { fatal: true, stream });
    if (text !== null)
      return isBinary(text) ? null : { text, charset: nameOf(charset), broken: false };
  }
  if (!textual.test(contentType)) return null;
  for (const charset of [said, 'utf-8']) {
    const text = charset === undefined ? null : decoded(body, charset, { fatal: false, stream });
    if (text !== null)
      return isBinary(text) ? null : { text, charset: nameOf(charset), broken: true };
  }
  return null;
}

const isBinary = (text: string): boolean => text.slice(0, 1000).includes('\0');
const nameOf = (charset: string | undefined): string => (charset ?? '').toUpperCase();

function decoded(
  body: Uint8Array,
  charset: string,
  { fatal, stream }: { fatal: boolean; stream: boolean },
): string | null {
  try {
    return new TextDecoder(charset, { fatal }).decode(body, { stream });
  } catch {
    // Not written in that, or a name that no browser knows.
    return null;
  }
}
