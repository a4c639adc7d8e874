import type { Json } from '../model.ts';

/** A text that may hold secrets by name: samples read them from the environment, never from the page. */
export type SampleText = readonly (string | { env: string })[];

export type SampleHeader = { name: string; value: SampleText };

export type SampleBody =
  | { kind: 'json'; value: Json }
  | { kind: 'text'; text: string }
  | { kind: 'form'; fields: readonly { name: string; value: string }[] }
  | { kind: 'multipart'; parts: readonly SamplePart[] }
  /** The bytes of a file on the reader's machine. */
  | { kind: 'file'; file: string };
export type SamplePart = { name: string } & ({ value: string } | { file: string });

/** One request, complete and safe to print: what code samples and "copy as" are made from. */
export type SampleRequest = {
  method: string;
  /** Absolute; holds only characters that a URL may hold, and no quote of any language. */
  url: string;
  headers: readonly SampleHeader[];
  body?: SampleBody;
};

/** Percent-encodes what may not stand in a URL, and quotes, so that no language's literal can be left. */
export function safeUrl(text: string): string {
  return text.replace(/[^A-Za-z0-9\-._~:/?#@!$&()*+,;=%]/gu, (character) =>
    character === "'" ? '%27' : encodeURIComponent(character.toWellFormed()),
  );
}

/** A header value cannot hold line breaks; they would begin another header. */
export function headerText(text: string): string {
  return text.replace(/[\p{Cc}]+/gu, ' ').trim();
}

/** JSON as the samples show it. */
export const prettyJson = (value: Json): string => JSON.stringify(value, null, 2);

/** `a=1&b=2`, percent-encoded. */
export function formText(fields: readonly { name: string; value: string }[]): string {
  const search = new URLSearchParams();
  for (const { name, value } of fields) search.append(name, value);
  return search.toString();
}
