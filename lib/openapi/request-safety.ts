/**
 * Percent-encodes what no URL needs and some program might read as its own: quotes, backslashes, backticks, `$`, braces, spaces,
 * controls, other scripts. What is encoded already stays.
 */
export const safeUrlText = (url: string): string =>
  encodeURI(url.toWellFormed())
    .replace(/%25([0-9A-Fa-f]{2})/g, '%$1')
    .replace(/['$]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** One line, without controls. */
export const safeHeaderValue = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
