import type { Element, ElementContent, Root } from 'hast';

/**
 * Fits foreign content into a page: headings start at h3 and keep their order, headings get ids that the text's own links
 * find, images become links, the boxes of task lists become marks, links to other hosts pass on nothing.
 */
export const tameTree = () => (tree: Root) => {
  const headings: Element[] = [];
  collect(tree, headings, 0);
  const highest = Math.min(6, ...headings.map(levelOf));
  const ids = new Set<string>();
  for (const heading of headings) {
    const id = uniqueId(textOf(heading), ids);
    heading.tagName = `h${Math.min(6, levelOf(heading) - highest + 3)}`;
    heading.properties.id = `doc-${id}`;
  }
  tame(tree, ids, 0);
};

const MAX_DEPTH = 200;
const levelOf = (element: Element): number => Number(element.tagName.slice(1));

const collect = (node: Root | Element, headings: Element[], depth: number): void => {
  for (const child of node.children) {
    if (child.type !== 'element' || depth > MAX_DEPTH) continue;
    if (/^h[1-6]$/.test(child.tagName)) headings.push(child);
    else collect(child, headings, depth + 1);
  }
};

const textOf = (node: Element): string =>
  node.children
    .map((child) =>
      child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : '',
    )
    .join('');

const uniqueId = (text: string, taken: Set<string>): string => {
  const base =
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'section';
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  taken.add(id);
  return id;
};

const tame = (node: Root | Element, ids: Set<string>, depth: number): void => {
  if (depth > MAX_DEPTH) node.children = [];
  for (const [index, child] of node.children.entries()) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'img') node.children[index] = imageLink(child);
    else if (child.tagName === 'input') node.children[index] = taskMark(child, node);
    else if (child.tagName === 'a') tameLink(child, ids);
    // Both scroll sideways on narrow screens, so a keyboard must be able to reach them.
    else if (child.tagName === 'pre' || child.tagName === 'table') child.properties.tabIndex = 0;
    tame(child, ids, depth + 1);
  }
};

/** Nobody can tick a box of a text. One that stands elsewhere than at the head of an item is dropped. */
const taskMark = (box: Element, parent: Root | Element): ElementContent => {
  const isItem = parent.type === 'element' && /^(?:li|p)$/.test(parent.tagName);
  return { type: 'text', value: isItem ? (box.properties.checked ? '☑' : '☐') : '' };
};

const imageLink = (image: Element): ElementContent => {
  const alt = typeof image.properties.alt === 'string' ? image.properties.alt : '';
  const src = typeof image.properties.src === 'string' ? image.properties.src : '';
  const value = alt === '' ? 'Image' : alt;
  if (src === '') return { type: 'text', value };
  return {
    type: 'element',
    tagName: 'a',
    properties: { href: src, rel: LINK_REL },
    children: [{ type: 'text', value }],
  };
};

const LINK_REL = ['noopener', 'noreferrer', 'nofollow'];

const tameLink = (link: Element, ids: Set<string>): void => {
  const href = typeof link.properties.href === 'string' ? link.properties.href : '';
  delete link.properties.target;
  if (/^(?:https?:)?\/\//i.test(href)) link.properties.rel = LINK_REL;
  if (!href.startsWith('#')) return;
  const wanted =
    href
      .slice(1)
      .replace(/^section\//i, '')
      .toLowerCase()
      .split('/')
      .at(-1) ?? '';
  if (ids.has(wanted)) link.properties.href = `#doc-${wanted}`;
};
