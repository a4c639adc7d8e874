// Characters that change how the text around them is read: direction marks, overrides and isolates, and controls.
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff]/g;
const lineBreaks = /\r\n?|[\u2028\u2029\u0085\v\f]/g;

/** Text that somebody typed as one line: no line breaks, no controls, no marks that turn the direction. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/gu, ' ').trim();
}

/** Text that somebody typed, its line breaks kept as `\n`; no other controls, no marks that turn the direction. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(lineBreaks, '\n')
    .replace(/\t/g, ' ')
    .replace(controls, '')
    .replace(directions, '')
    .trim();
}
