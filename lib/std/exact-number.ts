// A number with more digits than JavaScript's numbers hold (64-bit ids) travels through data as a text that begins
// with this private character, and becomes a number again wherever it is shown or served.
const MARK = '\uF8FE';
const form = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const inJson = /"\uF8FE(-?(?:0|[1-9]\d*)(?:\.\d+)?)"/g;
/** Below this length every number keeps its digits. */
const SAFE_LENGTH = 15;

/** The digits as written where a JavaScript number would be printed with others; else undefined. */
export function exactNumber(digits: string, value: number): string | undefined {
  if (digits.length <= SAFE_LENGTH || !form.test(digits)) return undefined;
  return trimmed(digits) === String(value) ? undefined : MARK + digits;
}

const trimmed = (digits: string): string =>
  digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;

/** Whether a text stands for an exact number. */
export const isExactNumber = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith(MARK) && form.test(value.slice(1));

/** A text without the mark: what stands for a number is its digits. */
export const withoutMark = (text: string): string => (isExactNumber(text) ? text.slice(1) : text);

/** Like `JSON.stringify`, with every exact number as the number it is. */
export const jsonText = (value: unknown, indent?: number): string =>
  (JSON.stringify(value, null, indent) ?? '').replace(inJson, '$1');

/** A copy with JavaScript's numbers, for readers that know no others. */
export const withNearestNumbers = (text: string): string =>
  text.replace(inJson, (_, digits: string) => String(Number(digits)));

/** Whether a text holds anything that could lose digits: asked before the slower reading. */
export const mayLoseDigits = (text: string): boolean => /\d[\d.]{15}/.test(text);
