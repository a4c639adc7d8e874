import { OktaError } from '../okta-error.ts';

export type Token =
  | { kind: 'open' }
  | { kind: 'close' }
  /** An attribute, an operator or a keyword: their place tells which. */
  | { kind: 'word'; text: string }
  | { kind: 'literal'; value: string | number | boolean };

/** Longer expressions are refused before they are read. */
export const maxLength = 4096;

const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d);
const wordStart = /[A-Za-z_]/;
const wordRest = /[A-Za-z0-9_.$:-]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![A-Za-z0-9_.])/y;

/** Where the string that begins at `start` ends: after its closing quote. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22) return i + 1;
  }
  throw new OktaError('E0000031');
}

function parseString(text: string): string {
  try {
    // What stands between the quotes must be a JSON string (contract, C1-32).
    return JSON.parse(text) as string; // Quotes at both ends: nothing but a string parses.
  } catch {
    throw new OktaError('E0000031');
  }
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** One token at `at`, and where it ends. */
function readToken(text: string, at: number): [Token, number] {
  const char = text.charAt(at);
  if (char === '(') return [{ kind: 'open' }, at + 1];
  if (char === ')') return [{ kind: 'close' }, at + 1];
  if (char === '"') {
    const end = endOfString(text, at);
    return [{ kind: 'literal', value: parseString(text.slice(at, end)) }, end];
  }
  if (wordStart.test(char)) {
    const word = match(wordRest, text, at) ?? '';
    if (word === 'true' || word === 'false') {
      return [{ kind: 'literal', value: word === 'true' }, at + word.length];
    }
    return [{ kind: 'word', text: word }, at + word.length];
  }
  const digits = match(number, text, at);
  const value = Number(digits);
  if (digits === null || !Number.isFinite(value)) throw new OktaError('E0000031');
  return [{ kind: 'literal', value }, at + digits.length];
}

/** Cuts an expression into tokens, in one pass. Throws `E0000031` for what is no token, and for too long a text. */
export function readTokens(text: string): Token[] {
  if (text.length > maxLength) throw new OktaError('E0000031');
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const [token, end] = readToken(text, at);
    tokens.push(token);
    at = end;
  }
  return tokens;
}
