import type { Element, ElementContent, Root } from 'hast';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/** A page in pieces: text as HTML, and code, which the page's own component draws. */
export type PageBlock =
  | { kind: 'html'; html: string }
  | { kind: 'code'; code: string; language: string; title?: string };
export type TocEntry = { id: string; text: string; level: 2 | 3 };
export type RenderedPage = { blocks: PageBlock[]; toc: TocEntry[] };

const toHast = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).freeze();
const toHtml = unified().use(rehypeStringify).freeze();

/**
 * Markdown of our own writers (GitHub's tables too; HTML in it is dropped) as blocks, with the headings for "on this
 * page". Code at the top level becomes a block of its own; code inside lists stays in their HTML.
 */
export function renderPage(markdown: string): RenderedPage {
  const tree = toHast.runSync(toHast.parse(markdown));
  const toc: TocEntry[] = [];
  const taken = new Set<string>();
  const blocks: PageBlock[] = [];
  let run: ElementContent[] = [];
  const flush = () => {
    if (run.some((node) => node.type === 'element')) {
      const html = toHtml.stringify({ type: 'root', children: run } satisfies Root);
      blocks.push({ kind: 'html', html: html.trim() });
    }
    run = [];
  };
  for (const node of tree.children) {
    if (node.type === 'doctype') continue;
    const code = node.type === 'element' ? codeOf(node) : undefined;
    if (code) {
      flush();
      blocks.push(code);
      continue;
    }
    if (node.type === 'element') {
      anchorHeading(node, taken, toc);
      prepare(node);
    }
    run.push(node);
  }
  flush();
  return { blocks, toc };
}

function codeOf(node: Element): PageBlock | undefined {
  const [inner] = node.children;
  if (node.tagName !== 'pre' || inner?.type !== 'element' || inner.tagName !== 'code')
    return undefined;
  const names = Array.isArray(inner.properties.className) ? inner.properties.className : [];
  const language = names.map(String).find((name) => name.startsWith('language-'));
  const meta = typeof inner.data?.meta === 'string' ? inner.data.meta : '';
  const isOutput = /(?:^|\s)(?:output|started)(?:\s|$)/.test(meta.replace(/"[^"]*"/g, ''));
  const title = /title="([^"]*)"/.exec(meta)?.[1] ?? (isOutput ? 'Output' : undefined);
  return {
    kind: 'code',
    code: textOf(inner).replace(/\n$/, ''),
    language: language?.slice('language-'.length) ?? 'text',
    ...(title === undefined ? {} : { title }),
  };
}

/** Headings get an id and lead to themselves. */
function anchorHeading(node: Element, taken: Set<string>, toc: TocEntry[]): void {
  const level = /^h([2-4])$/.exec(node.tagName)?.[1];
  if (level === undefined) return;
  const text = textOf(node);
  const id = uniqueId(text, taken);
  node.properties.id = id;
  node.children = [
    { type: 'element', tagName: 'a', properties: { href: `#${id}` }, children: node.children },
  ];
  if (level === '2' || level === '3') toc.push({ id, text, level: level === '2' ? 2 : 3 });
}

/** What scrolls sideways is reachable by keyboard; links to other hosts tell them nothing of the reader. */
function prepare(node: Element): void {
  if (node.tagName === 'pre' || node.tagName === 'table') node.properties.tabIndex = 0;
  const { href } = node.properties;
  if (node.tagName === 'a' && typeof href === 'string' && /^https?:/.test(href)) {
    node.properties.rel = ['noopener', 'noreferrer'];
  }
  for (const child of node.children) if (child.type === 'element') prepare(child);
}

const textOf = (node: Element): string =>
  node.children
    .map((child) =>
      child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : '',
    )
    .join('');

function uniqueId(text: string, taken: Set<string>): string {
  const base =
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'section';
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  taken.add(id);
  return id;
}
