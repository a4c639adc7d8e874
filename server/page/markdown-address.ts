const markdown = /^(\/(?:docs|reference|errors)(?:\/[^?]*)?)\.md(?=\?|$)/;

/**
 * `….md` of a reading page is the same page as Markdown: the address is the page's own, the answer a route's. Told to Next
 * here at the door; its own interceptor would answer in pieces and with a length at once, which clients refuse.
 */
export const inward = (url: string): string => url.replace(markdown, '/api/markdown$1');
