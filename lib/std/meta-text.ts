import { markdownLine } from './markdown-line.ts';

/** Markdown as one plain line of at most 160 characters, for `<meta name="description">`. */
export function metaText(markdown: string): string {
  const plain = markdownLine(markdown);
  return plain.length <= 160 ? plain : `${plain.slice(0, 157).trimEnd()}…`;
}
