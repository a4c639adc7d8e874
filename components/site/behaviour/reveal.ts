/** Scrolls the left navigation, and only it, so that the current page is in sight. */
export function revealCurrent(): void {
  const current = document.querySelector<HTMLElement>('[data-side-nav] [aria-current="page"]');
  const list = current?.closest<HTMLElement>('[data-side-nav]');
  if (!current || !list) return;
  const place = current.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom) {
    list.scrollTop += place.top - frame.top - frame.height / 3;
  }
}

/** A deep link into closed details opens them on the way. */
export function revealTarget(): void {
  const id = decoded(location.hash.slice(1));
  const target = id === '' ? null : document.getElementById(id);
  if (!target) return;
  let closed = false;
  for (let at: Element | null = target; at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement && !at.open) {
      at.open = true;
      closed = true;
    }
  }
  if (closed) target.scrollIntoView();
}

/** The part after `#` is anybody's text, broken escapes included. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
