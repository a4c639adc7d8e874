const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const cjkRun =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]+/gu;

/**
 * The words of a text for the index and for queries: `createStudent` gives createstudent, create, student; scripts
 * without spaces give pairs of characters.
 */
export function searchWords(text: string): string[] {
  const words = new Set<string>();
  for (const token of text.normalize('NFKC').split(/[^\p{L}\p{N}\p{M}]+/u)) {
    if (token === '') continue;
    for (const run of token.match(cjkRun) ?? []) {
      if (cjk.test(run)) addPairs(words, run);
      else addParts(words, run);
    }
  }
  return [...words];
}

function addPairs(words: Set<string>, run: string): void {
  const characters = [...run];
  if (characters.length === 1) words.add(run);
  for (let i = 0; i + 1 < characters.length; i++) words.add(`${characters[i]}${characters[i + 1]}`);
}

function addParts(words: Set<string>, token: string): void {
  words.add(token.toLowerCase());
  const parts =
    token.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[^\p{Lu}\p{Ll}\p{N}]+/gu) ?? [];
  if (parts.length > 1) for (const part of parts) words.add(part.toLowerCase());
}

/** A path with its parameters blank: `/apps/{appId}/keys` and `/apps/{}/keys` and `/apps/:id/keys` are one. */
export function blankPath(path: string): string {
  return path
    .toLowerCase()
    .replace(/\{[^{}]*\}/g, '{}')
    .replace(/:[a-z_][\w-]*/g, '{}');
}
