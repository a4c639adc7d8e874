/** What a piece of a text is, as the classes of `app/globals.css` call it. */
export type CodePiece = {
  className: 'hl-f' | 'hl-s' | 'hl-n' | 'hl-p' | 'hl-c' | null;
  text: string;
};

/** A name with the colon behind it, a string, a number or a word, or a run of marks and spaces. */
const piece =
  /("(?:[^"\\\n]|\\.)*"?)(?=(\s*:)?)|-?\d[\w.+-]*|\b(?:true|false|null)\b|[\s{}[\],:]+/g;

/**
 * Cuts JSON text into names, strings, numbers and marks, to be coloured. The pieces put together are the text again;
 * it may be a part of a longer one, and what is no JSON stays as it is, without a class.
 */
export function jsonPieces(text: string): CodePiece[] {
  const pieces: CodePiece[] = [];
  let end = 0;
  for (const found of text.matchAll(piece)) {
    if (found.index > end) pieces.push({ className: null, text: text.slice(end, found.index) });
    pieces.push({ className: classOf(found), text: found[0] });
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ className: null, text: text.slice(end) });
  return pieces;
}

function classOf([all, string, colon]: RegExpExecArray): CodePiece['className'] {
  if (string !== undefined) return colon === undefined ? 'hl-s' : 'hl-f';
  return /^[\s{}[\],:]/.test(all) ? 'hl-p' : 'hl-n';
}
