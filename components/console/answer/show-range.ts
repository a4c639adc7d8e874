import type { Found } from './find-in-text.tsx';

const name = 'console-found';

/** Marks a place of the text in a `<pre>` and scrolls it into sight; answers what takes the mark away again. */
export function showRange(pre: HTMLElement | null | undefined, place: Found | null): () => void {
  const text = pre?.querySelector('code')?.firstChild;
  if (!pre || !place || !(text instanceof Text) || place.at >= text.length) return () => undefined;
  const range = document.createRange();
  range.setStart(text, place.at);
  range.setEnd(text, Math.min(text.length, place.at + place.length));
  // Browsers without it scroll to the place all the same.
  if (typeof Highlight === 'function') CSS.highlights.set(name, new Highlight(range));
  const { top, height } = range.getBoundingClientRect();
  const frame = pre.getBoundingClientRect();
  pre.scrollTop += top - frame.top - (frame.height - height) / 2;
  return () => {
    if (typeof Highlight === 'function') CSS.highlights.delete(name);
  };
}
