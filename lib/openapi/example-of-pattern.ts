const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '1234567890';
const POOL = `${LETTERS}${LETTERS.toUpperCase()}${DIGITS}-_.:/ `;
const MAX_LENGTH = 200;
const MAX_DEPTH = 12;

type State = { source: string; at: number; depth: number; often: number };
/** Thrown inside of this file only: the pattern says more than is read here. */
const UNREAD = Symbol('unread');

/**
 * A short text that a simple pattern takes: literals, classes, groups, alternatives (the first one) and repetitions.
 * Undefined for what looks around or back. The pattern itself is never run, so none can be slow.
 * Read here and not by a library: those that make such texts draw lots, and a page must be the same at each compile.
 * `often` is how many times what may repeat without end is repeated.
 */
export const exampleOfPattern = (source: string, often = 3): string | undefined => {
  if (source.length > 500) return undefined;
  const state: State = { source, at: 0, depth: 0, often };
  try {
    const text = alternatives(state);
    return state.at === source.length && text.length <= MAX_LENGTH ? text : undefined;
  } catch (error) {
    if (error === UNREAD) return undefined;
    throw error;
  }
};

const unread = (): never => {
  throw UNREAD;
};
const peek = (state: State): string => state.source[state.at] ?? '';
const take = (state: State): string => {
  const char = peek(state);
  state.at += 1;
  return char === '' ? unread() : char;
};
const takeIf = (state: State, text: string): boolean => {
  if (!state.source.startsWith(text, state.at)) return false;
  state.at += text.length;
  return true;
};

const alternatives = (state: State): string => {
  state.depth += 1;
  if (state.depth > MAX_DEPTH) unread();
  const first = sequence(state);
  while (takeIf(state, '|')) sequence(state);
  state.depth -= 1;
  return first;
};

const sequence = (state: State): string => {
  let text = '';
  while (state.at < state.source.length && peek(state) !== '|' && peek(state) !== ')') {
    const atom = readAtom(state);
    const count = repetitions(state);
    for (let nth = 0; nth < count; nth += 1) {
      // Another character of a class each time, so that an identifier does not read `aaaa`.
      text += typeof atom === 'string' ? atom : (atom[nth % atom.length] ?? '');
      if (text.length > MAX_LENGTH) unread();
    }
  }
  return text;
};

/** A fixed text, or the characters of which one is to be taken. */
const readAtom = (state: State): string | readonly string[] => {
  const char = take(state);
  switch (char) {
    case '^':
    case '$':
      return '';
    case '.':
      return [...LETTERS];
    case '(':
      return readGroup(state);
    case '[':
      return readClass(state);
    case '\\':
      return readEscape(state);
    case '*':
    case '+':
    case '?':
      return unread();
    default:
      return char;
  }
};

const readGroup = (state: State): string => {
  if (takeIf(state, '?') && !takeIf(state, ':')) {
    // `(?<name>` is a group; `(?=`, `(?!` and `(?<=` look around.
    const name = /^<[A-Za-z_]\w*>/.exec(state.source.slice(state.at))?.[0] ?? unread();
    state.at += name.length;
  }
  const text = alternatives(state);
  return takeIf(state, ')') ? text : unread();
};

const SETS: Record<string, readonly string[] | undefined> = {
  d: [...DIGITS],
  w: [...LETTERS],
  s: [' '],
  S: [...LETTERS],
  D: [...LETTERS],
  W: ['-'],
};
const FIXED: Record<string, string | undefined> = { n: '\n', t: '\t', r: '\r', b: '', B: '' };

const readEscape = (state: State): string | readonly string[] => {
  const char = take(state);
  const code = /^(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/i.exec(state.source.slice(state.at - 1));
  if (code) {
    state.at += code[0].length - 1;
    return String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16));
  }
  if (char === 'p') return readProperty(state);
  if (Object.hasOwn(SETS, char)) return SETS[char] ?? unread();
  if (Object.hasOwn(FIXED, char)) return FIXED[char] ?? '';
  return /[A-Za-z0-9]/.test(char) ? unread() : char;
};

const readProperty = (state: State): readonly string[] => {
  const name = /^\{([A-Za-z]+)\}/.exec(state.source.slice(state.at)) ?? unread();
  state.at += name[0].length;
  if (/^(?:L|Ll|Letter|Alphabetic)$/.test(name[1] ?? '')) return [...LETTERS];
  if (/^(?:Lu|Uppercase_Letter)$/.test(name[1] ?? '')) return [...LETTERS.toUpperCase()];
  return /^(?:N|Nd|Number)$/.test(name[1] ?? '') ? [...DIGITS] : unread();
};

const readClass = (state: State): readonly string[] => {
  const isNegated = takeIf(state, '^');
  const chars = new Set<string>();
  while (!takeIf(state, ']')) {
    const from = readMember(state);
    const isRange =
      typeof from === 'string' && peek(state) === '-' && state.source[state.at + 1] !== ']';
    if (!isRange) {
      for (const char of typeof from === 'string' ? [from] : from) chars.add(char);
      continue;
    }
    state.at += 1;
    const to = readMember(state);
    if (typeof to !== 'string') return unread();
    const last = to.charCodeAt(0);
    const count = Math.min(last - from.charCodeAt(0) + 1, 64);
    for (let step = 0; step < count; step += 1)
      chars.add(String.fromCharCode(from.charCodeAt(0) + step));
  }
  const list = isNegated ? [...POOL].filter((char) => !chars.has(char)) : [...chars];
  return list.length > 0 ? list : unread();
};

const readMember = (state: State): string | readonly string[] => {
  const char = take(state);
  if (char !== '\\') return char;
  return takeIf(state, 'b') ? '\b' : readEscape(state);
};

const repetitions = (state: State): number => {
  const told = /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})\??/.exec(state.source.slice(state.at));
  if (!told) return 1;
  state.at += told[0].length;
  const [, sign, low, comma, high] = told;
  if (sign === '?') return 0;
  if (sign !== undefined) return state.often;
  const least = Number(low);
  if (comma === undefined) return least;
  return Math.max(least, Math.min(state.often, Number(high ?? state.often)));
};
