/** Where and why a text is not JSON. `JSON.parse` does not always tell the place. Linear, without recursion. */
export const findJsonError = (text: string): { offset: number; message: string } => {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  while (true) {
    offset = skipSpace(text, offset);
    if (offset >= text.length) return { offset: text.length, message: endMessage(open, expected) };
    const step: Step | string = takeToken(text, offset, expected, open);
    if (typeof step === 'string') return { offset, message: step };
    expected = step.expected;
    offset = step.offset;
  }
};

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or close' | 'end';
type Step = { offset: number; expected: Expected };

const wanted: Record<Expected, string> = {
  value: 'a value',
  'value or ]': 'a value or "]"',
  key: 'a property name in double quotes',
  'key or }': 'a property name in double quotes or "}"',
  colon: '":"',
  'comma or close': '"," or the closing bracket',
  end: 'nothing more',
};

const endMessage = (open: string[], expected: Expected): string =>
  open.length > 0 || expected !== 'end'
    ? `The JSON ends too early: ${wanted[expected]} is expected${open.length > 0 ? ` and ${open.length} bracket${open.length === 1 ? ' is' : 's are'} still open` : ''}.`
    : 'The text is not JSON.';

const skipSpace = (text: string, from: number): number => {
  const space = /[ \t\r\n]*/y;
  space.lastIndex = from;
  space.test(text);
  return space.lastIndex;
};

/** The offset after a text that opens at `offset`, or -1. A loop: a pattern could exhaust the stack on a long one. */
const stringEnd = (text: string, offset: number): number => {
  for (let at = offset + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return -1;
    if (code !== 0x5c) continue;
    const escaped = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
    escaped.lastIndex = at + 1;
    if (!escaped.test(text)) return -1;
    at = escaped.lastIndex - 1;
  }
  return -1;
};

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const match = (pattern: RegExp, text: string, offset: number): number => {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

const takeToken = (
  text: string,
  offset: number,
  expected: Expected,
  open: ('{' | '[')[],
): Step | string => {
  const char = text.charAt(offset);
  const unexpected = `The JSON is not valid: ${wanted[expected]} is expected, but ${JSON.stringify(char)} stands here.`;
  const after = (end: number): Step => ({
    offset: end,
    expected: open.length > 0 ? 'comma or close' : 'end',
  });
  if (
    char === '}' &&
    open.at(-1) === '{' &&
    (expected === 'key or }' || expected === 'comma or close')
  ) {
    open.pop();
    return after(offset + 1);
  }
  if (
    char === ']' &&
    open.at(-1) === '[' &&
    (expected === 'value or ]' || expected === 'comma or close')
  ) {
    open.pop();
    return after(offset + 1);
  }
  if (expected === 'colon')
    return char === ':' ? { offset: offset + 1, expected: 'value' } : unexpected;
  if (expected === 'comma or close') {
    return char === ','
      ? { offset: offset + 1, expected: open.at(-1) === '{' ? 'key' : 'value' }
      : unexpected;
  }
  if (expected === 'end') return unexpected;
  const string = char === '"' ? stringEnd(text, offset) : -1;
  if (char === '"' && string < 0)
    return 'The JSON is not valid: this text is not closed or holds a character that must be escaped.';
  if (expected === 'key' || expected === 'key or }') {
    return string >= 0 ? { offset: string, expected: 'colon' } : unexpected;
  }
  return takeValue(text, offset, char, string, open, after) ?? unexpected;
};

const takeValue = (
  text: string,
  offset: number,
  char: string,
  string: number,
  open: ('{' | '[')[],
  after: (end: number) => Step,
): Step | undefined => {
  if (string >= 0) return after(string);
  if (char === '{' || char === '[') {
    open.push(char);
    return { offset: offset + 1, expected: char === '{' ? 'key or }' : 'value or ]' };
  }
  const scalar = match(SCALAR, text, offset);
  return scalar >= 0 ? after(scalar) : undefined;
};
