import type { CodePiece } from './json-pieces.ts';

/** A comment, a CDATA section, an instruction or declaration, or a tag; each may be cut off by the end of the text. */
const mark =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[?!][^>]*>?|<\/?[\p{L}_:][^\s<>/]*(?:[^<>"']|"[^"]*"|'[^']*')*>?/gu;
const inTag = /^(<\/?)([^\s/>]+)|([^\s="'<>/]+)(?=\s*=)|("[^"]*"|'[^']*')/g;

/**
 * Cuts XML text into names, attributes, values and marks, to be coloured. The pieces put together are the text again;
 * it may be a part of a longer one.
 */
export function xmlPieces(text: string): CodePiece[] {
  const pieces: CodePiece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(mark)) {
    add(pieces, null, text.slice(end, index));
    if (found.startsWith('<!--')) add(pieces, 'hl-c', found);
    else if (/^<[?!]/.test(found)) add(pieces, 'hl-p', found);
    else tag(pieces, found);
    end = index + found.length;
  }
  add(pieces, null, text.slice(end));
  return pieces;
}

function tag(pieces: CodePiece[], text: string): void {
  let end = 0;
  for (const { 0: found, 1: lead, 2: name, 3: attribute, index } of text.matchAll(inTag)) {
    add(pieces, 'hl-p', text.slice(end, index));
    if (lead !== undefined && name !== undefined) {
      add(pieces, 'hl-p', lead);
      add(pieces, 'hl-f', name);
    } else add(pieces, attribute === undefined ? 'hl-s' : 'hl-n', found);
    end = index + found.length;
  }
  add(pieces, 'hl-p', text.slice(end));
}

function add(pieces: CodePiece[], className: CodePiece['className'], text: string): void {
  if (text !== '') pieces.push({ className, text });
}
