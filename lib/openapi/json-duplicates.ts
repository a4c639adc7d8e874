const MOST = 50;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Keys that stand twice in one object of a valid JSON text, with the place of the later one: `JSON.parse` keeps the last
 * and says nothing. One pass, no recursion.
 */
export const jsonDuplicates = (
  text: string,
  placeOf: (offset: number) => string,
): { key: string; place: string }[] => {
  const found: { key: string; place: string }[] = [];
  // The keys of each open object; undefined for an open list.
  const open: (Set<string> | undefined)[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length && found.length < MOST; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        const keys = open.at(-1);
        if (expectsKey && keys) {
          const key = spoken(text.slice(at + 1, end));
          if (keys.has(key)) found.push({ key, place: placeOf(at) });
          keys.add(key);
          expectsKey = false;
        }
        at = end;
        break;
      }
      case 0x7b: // {
        open.push(new Set());
        expectsKey = true;
        break;
      case 0x5b: // [
        open.push(undefined);
        expectsKey = false;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        open.pop();
        expectsKey = false;
        break;
      case 0x2c: // ,
        expectsKey = open.at(-1) !== undefined;
        break;
    }
  }
  return found;
};

/** The offset of the quote that ends the string which begins at `start`. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  }
  return at;
};

const spoken = (raw: string): string => {
  if (!raw.includes('\\')) return raw;
  const key: unknown = JSON.parse(`"${raw}"`);
  return typeof key === 'string' ? key : raw;
};
