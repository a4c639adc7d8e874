import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema, type Options as SanitizeSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { markdownLine } from '../std/markdown-line.ts';
import { PAGE } from './limits.ts';
import { tameTree } from './markdown-tame.ts';
import type { Prose } from './model.ts';
import { escapeHtml } from './model-helpers.ts';

const schema: SanitizeSchema = {
  ...defaultSchema,
  clobberPrefix: 'doc-',
  strip: ['script', 'style'],
  tagNames: (defaultSchema.tagNames ?? []).filter(
    (name) => name !== 'picture' && name !== 'source',
  ),
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto', 'tel'] },
};

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize, schema)
  .use(tameTree)
  .use(rehypeStringify)
  .freeze();

/** Nests that make Markdown parsers slow or exhaust the stack; nobody writes them. */
const HOSTILE = /(?:[>[({*_`~!\\-]\s?){200,}|(?:<[a-z]+[^<>]{0,40}>\s*){400,}/i;

/** Characters that may mean something in Markdown, or text that links itself. */
const MARKED = /[`*_[\]<>&#|~\\\r\n@]|^\s*(?:[-+]|\d+[.)])\s|^ {4}|\t|www\.|https?:/i;

/**
 * Markdown (with GitHub's tables and the HTML that documents mix in) as sanitised HTML. Scripts, styles, event handlers and
 * `javascript:` links are gone; images become links, since a page asks no other host for anything. Headings start at h3.
 * Text beyond 100 kB is cut. Never throws: what cannot be parsed is shown as plain text.
 */
export const renderMarkdown = (source: string): string => {
  const text = source.length > PAGE.proseBytes ? `${source.slice(0, PAGE.proseBytes)}…` : source;
  if (HOSTILE.test(text)) return plain(text);
  try {
    return String(processor.processSync(text)).trim();
  } catch {
    return plain(text);
  }
};

const plain = (text: string): string => `<pre>${escapeHtml(text.slice(0, 10_000))}</pre>`;

/** A renderer that remembers, since documents repeat the same descriptions. Undefined for empty text. */
export const createProseReader = (): ((source: string | undefined) => Prose | undefined) => {
  const known = new Map<string, Prose>();
  return (source) => {
    const text = source?.trim() ?? '';
    if (text === '') return undefined;
    const cached = known.get(text);
    if (cached) return cached;
    const cut = text.length > PAGE.proseBytes ? `${text.slice(0, PAGE.proseBytes)}…` : text;
    const prose: Prose = MARKED.test(text)
      ? { text: cut, html: renderMarkdown(cut) }
      : { text: cut };
    if (known.size < 20_000) known.set(text, prose);
    return prose;
  };
};

/** The start of a Markdown text as one plain line, for lists, titles and search. */
export const plainText = (source: string, maxLength: number): string => {
  const text = markdownLine(source.slice(0, maxLength * 8));
  return text.length > maxLength ? `${text.slice(0, maxLength - 1).trimEnd()}…` : text;
};
