const simple: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', e: '\x1b' };

/** What stands between `$'` and `'`: browsers write commands that way when a text has line breaks or marks of the shell. */
const unescaped = (text: string): string =>
  text.replace(
    /\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|x([0-9a-fA-F]{1,2})|([\s\S]))/g,
    (_, short?: string, long?: string, byte?: string, char = '') => {
      const code = Number.parseInt(short ?? long ?? byte ?? '', 16);
      if (Number.isNaN(code)) return simple[char] ?? char;
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );

type Piece = { text: string; end: number };

/** The quoted piece that begins at `at`; undefined: none does. null: its quote is not closed. */
function quotedAt(text: string, at: number): Piece | null | undefined {
  const rest = text.slice(at);
  const patterns: [start: string, whole: RegExp, plain: (inner: string) => string][] = [
    ["'", /^'([^']*)'/, (inner) => inner],
    ["$'", /^\$'((?:[^'\\]|\\[\s\S])*)'/, unescaped],
    ['"', /^"((?:[^"\\]|\\[\s\S])*)"/, (inner) => inner.replace(/\\(["\\$`])/g, '$1')],
  ];
  const kind = patterns.find(([start]) => rest.startsWith(start));
  if (!kind) return undefined;
  const [, whole, plain] = kind;
  const match = whole.exec(rest);
  return match ? { text: plain(match[1] ?? ''), end: at + match[0].length } : null;
}

/** Splits a command as a POSIX shell does; null when a quote is open. Nothing in it is run or expanded. */
export function shellWords(command: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  const text = command.replace(/\\\r?\n/g, ' ').trim();
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    const quoted = quotedAt(text, at);
    if (quoted === null) return null;
    if (quoted) {
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
      at += 1;
    } else {
      const isEscape = char === '\\';
      word = (word ?? '') + (isEscape ? text.charAt(at + 1) : char);
      at += isEscape ? 2 : 1;
    }
  }
  return word === null ? words : [...words, word];
}
