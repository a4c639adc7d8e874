import type { Example } from '#lib/openapi/model.ts';
import { jsonText } from '#lib/std/exact-number.ts';

const MAX_CHARS = 6_000;

/** An example as it is shown, cut where a page would grow beyond use. */
export function exampleText(example: Example): string {
  const text = example.text ?? jsonText(example.value, 2);
  if (text.length <= MAX_CHARS) return text;
  return `${text.slice(0, text.lastIndexOf('\n', MAX_CHARS))}\n…`;
}

/** The highlighter's language for a media type. */
export function syntaxOf(mediaType: string): string {
  if (/json/i.test(mediaType)) return 'json';
  if (/xml|html/i.test(mediaType)) return 'xml';
  return /ya?ml/i.test(mediaType) ? 'yaml' : 'text';
}
