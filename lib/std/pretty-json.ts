/** How many times longer than it came a text may become by indentation. */
const GROWTH = 16;

/**
 * Lays JSON out with two spaces, token by token: numbers, escapes and the order of members stay exactly as they came,
 * where parsing and printing again would round 64-bit integers. null when the text is not JSON, or nests so deep that
 * indentation would be most of it.
 */
export function prettyJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const out: string[] = [];
  let depth = 0;
  let room = text.length * GROWTH + 10_000;
  const line = () => {
    room -= 1 + 2 * depth;
    return `\n${'  '.repeat(depth)}`;
  };
  for (let at = 0; at < text.length; ) {
    if (room < 0) return null;
    const char = text.charAt(at);
    if (/\s/.test(char)) {
      at++;
    } else if (char === '"') {
      const end = endOfString(text, at);
      out.push(text.slice(at, end));
      at = end;
    } else if (char === '{' || char === '[') {
      const next = skipSpace(text, at + 1);
      if (text.charAt(next) === (char === '{' ? '}' : ']')) {
        out.push(char, text.charAt(next));
        at = next + 1;
        continue;
      }
      depth++;
      out.push(char, line());
      at++;
    } else if (char === '}' || char === ']') {
      depth--;
      out.push(line(), char);
      at++;
    } else if (char === ',') {
      out.push(',', line());
      at++;
    } else if (char === ':') {
      out.push(': ');
      at++;
    } else {
      const end = endOfWord(text, at);
      out.push(text.slice(at, end));
      at = end;
    }
  }
  return out.join('');
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && !/[\s,:[\]{}"]/.test(text.charAt(at))) at++;
  return at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}
