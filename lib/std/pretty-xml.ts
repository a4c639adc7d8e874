type Kind = 'open' | 'close' | 'empty' | 'text' | 'cdata' | 'other';
type Token = {
  kind: Kind;
  start: number;
  end: number;
  /** Of an element: it stands as it came, because white space in it may mean something. */
  verbatim?: boolean;
  /** Of an element: the token that closes it. */
  closedBy?: number;
};

/** How many times longer than it came a text may become. */
const GROWTH = 8;

/**
 * Lays XML out with two spaces, token by token: text, entities, CDATA and attributes stay exactly as they came, and so
 * does everything inside of an element with text of its own. Linear in the length of the text. null when its tags do
 * not fit together, or when it nests so deep that indentation would be most of it.
 */
export function prettyXml(text: string): string | null {
  const tokens = tokensOf(text);
  return tokens && pair(text, tokens) ? printed(text, tokens) : null;
}

function printed(text: string, tokens: readonly Token[]): string | null {
  const out: string[] = [];
  const room = text.length * GROWTH + 10_000;
  let length = 0;
  let depth = 0;
  for (let at = 0; at < tokens.length && length <= room; at++) {
    const token = tokens[at];
    if (!token || token.kind === 'text') continue;
    if (token.kind === 'close') depth--;
    const end = token.verbatim ? tokens[token.closedBy ?? at]?.end : token.end;
    const line = '  '.repeat(depth) + text.slice(token.start, end);
    out.push(line);
    length += line.length + 1;
    if (token.verbatim) at = token.closedBy ?? at;
    else if (token.kind === 'open') depth++;
  }
  return length <= room ? out.join('\n') : null;
}

/** Finds the end of each element, and which of them hold text. false: the tags do not fit together. */
function pair(text: string, tokens: Token[]): boolean {
  const open: { token: Token; name: string; parts: number }[] = [];
  let roots = 0;
  for (const [at, token] of tokens.entries()) {
    const parent = open.at(-1);
    if (token.kind === 'text' || token.kind === 'cdata') {
      const blank =
        token.kind === 'text' && !/[^ \t\r\n\uFEFF]/.test(text.slice(token.start, token.end));
      if (!blank && !parent) return false;
      if (!blank && parent) parent.token.verbatim = true;
      continue;
    }
    if (token.kind === 'close') {
      const name = text.slice(token.start + 2, token.end - 1).trim();
      if (parent?.name !== name) return false;
      if (parent.parts === 0) parent.token.verbatim = true;
      parent.token.closedBy = at;
      open.pop();
      continue;
    }
    if (parent) parent.parts++;
    else if (token.kind !== 'other') roots++;
    if (token.kind === 'open') {
      const tag = text.slice(token.start, token.end);
      const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? '';
      token.verbatim = /\sxml:space\s*=\s*["']preserve/.test(tag);
      open.push({ token, name, parts: 0 });
    }
  }
  return open.length === 0 && roots === 1;
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    if (!token) return null;
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

const BRACKETS: readonly (readonly [start: string, end: string, kind: Kind])[] = [
  ['<!--', '-->', 'other'],
  ['<![CDATA[', ']]>', 'cdata'],
  ['<?', '?>', 'other'],
];

function tokenAt(text: string, start: number): Token | null {
  if (text[start] !== '<') {
    const next = text.indexOf('<', start);
    return { kind: 'text', start, end: next < 0 ? text.length : next };
  }
  for (const [lead, close, kind] of BRACKETS) {
    if (!text.startsWith(lead, start)) continue;
    const end = text.indexOf(close, start + lead.length);
    return end < 0 ? null : { kind, start, end: end + close.length };
  }
  const end = endOfTag(text, start);
  if (end < 0) return null;
  if (text.startsWith('<!', start)) return { kind: 'other', start, end };
  if (text.startsWith('</', start)) return { kind: 'close', start, end };
  if (!/[\p{L}_:]/u.test(text.charAt(start + 1))) return null;
  return { kind: text[end - 2] === '/' ? 'empty' : 'open', start, end };
}

/** Behind the `>` of a tag or a document type; a `>` in quotes or in a list of declarations does not end it. */
function endOfTag(text: string, start: number): number {
  let inner = 0;
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '"' || char === "'") {
      at = text.indexOf(char, at + 1);
      if (at < 0) return -1;
    } else if (char === '[') inner++;
    else if (char === ']') inner--;
    else if (char === '>' && inner <= 0) return at + 1;
  }
  return -1;
}
