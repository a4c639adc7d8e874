import type { Found } from './find-in-text.tsx';

const name = 'console-found';

/** Marks a place of the text in a `<pre>` and scrolls it into sight; answers what takes the mark away again. */
export function showRange(pre: HTMLElement | null | undefined, place: Found | null): () => void {
  const code = pre?.querySelector('code');
  const start = code && place ? pointAt(code, place.at) : null;
  if (!pre || !code || !place || !start) return () => undefined;
  const end = pointAt(code, place.at + place.length - 1);
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  if (end) range.setEnd(end.node, end.offset + 1);
  else range.setEndAfter(code);
  // Browsers without it scroll to the place all the same.
  if (typeof Highlight === 'function') CSS.highlights.set(name, new Highlight(range));
  const { top, height } = range.getBoundingClientRect();
  const frame = pre.getBoundingClientRect();
  pre.scrollTop += top - frame.top - (frame.height - height) / 2;
  return () => {
    if (typeof Highlight === 'function') CSS.highlights.delete(name);
  };
}

/** Where a character of the element's text stands: coloured text is many nodes. null: beyond its end. */
function pointAt(element: HTMLElement, at: number): { node: Node; offset: number } | null {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const { length } = node.nodeValue ?? '';
    if (at < before + length) return { node, offset: at - before };
    before += length;
  }
  return null;
}
