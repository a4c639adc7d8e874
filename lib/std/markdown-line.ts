/**
 * Markdown as one plain line: marks and code blocks go, words stay as they are written, so that `section_id` keeps
 * its underscore. Not a parser: for titles, lists, search and descriptions in the head of a page.
 */
export function markdownLine(markdown: string): string {
  return markdown
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/<[^<>]{0,500}>/g, ' ')
    .replace(/!?\[([^\]]{0,300})\]\([^)]{0,500}\)/g, '$1')
    .replace(/^[ \t]{0,3}(?:#{1,6}[ \t]|>)/gm, '')
    .replace(/`+|\*+|~~+/g, '')
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(/[|\s]+/g, ' ')
    .trim();
}
