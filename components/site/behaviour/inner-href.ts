/** Addresses that answer with something else than a page. */
const files = /^\/(api|openapi)\/|\.(json|md|txt|xml|ya?ml)$/;

/** Reading pages come whole: their text is HTML only (see slot/static-slot.tsx), which no soft navigation carries. */
const readingPages = /^\/(reference|docs|errors)(\/|$|\?)/;
export const isFullLoad = (href: string): boolean => readingPages.test(href);

/** The address of a click or hover on a link that stays inside the portal and may be a soft navigation. */
export function innerHref(event: MouseEvent): string | undefined {
  const modified =
    event.defaultPrevented ||
    event.button > 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey;
  if (modified || !(event.target instanceof Element)) return undefined;
  const link = event.target.closest<HTMLAnchorElement>('a[href]');
  if (!link || link.target || link.hasAttribute('download') || link.dataset.hard !== undefined) {
    return undefined;
  }
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || files.test(url.pathname)) return undefined;
  if (isFullLoad(url.pathname)) return undefined;
  const samePage = url.pathname === location.pathname && url.search === location.search;
  return samePage ? undefined : url.pathname + url.search + url.hash;
}
