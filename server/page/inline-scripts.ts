import { createHash } from 'node:crypto';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/**
 * React's fixed streaming helpers, known by length and SHA-256 of their text. A test derives this table anew from
 * the installed React, so an upgrade that changes a helper fails there and not in a reader's browser.
 */
export const reactHelpers: readonly (readonly [length: number, sha256: string])[] = [
  [57, '7mu4H06fwDCjmnxxr/xNHyuQC6pLTHr4M2E4jXw5WZs='],
  [193, 'rkPyhj2kmK5uKX6SivS3u1ga+pNajy8xBWBiEPXhNMA='],
  [200, '5TqIdh80KgjiD5uUtz2OhDa5DlGt33xJV6lK4XUE+Yo='],
  [364, 'CwHpiObGc0Kj6qtRFzUVGqk0apwmCrylJaQU+RajuJ0='],
  [829, 'ejxEGil7Q2jnFo9T1EMjhzsRoWDTVn8tRpUYd4XCJkY='],
  [1105, 'QwTTcUY6X/W9qbI8vPXdsBAoBq5Xi/MvMAMV2FEeJpk='],
  [2694, 'R3eWN7zVoU3spWpPQ2b7tbYj4hZDyViY037DUph2exw='],
];

// The calls that Next and React write between the helpers; what stands in the brackets must be JSON.
const calls = [
  'self.__next_f.push(',
  '(self.__next_f=self.__next_f||[]).push(',
  '$RC(',
  '$RS(',
  '$RR(',
  '$RX(',
] as const;

/** Index just behind the bracket that closes the one before `from`; -1 when there is none. Strings are skipped. */
function closingBracket(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    } else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at + 1;
  }
  return -1;
}

function isJsonArguments(text: string): boolean {
  try {
    JSON.parse(`[${text}]`);
    return true;
  } catch {
    return false;
  }
}

/** End of the one known statement that begins at `from`; -1 when what stands there is not known. */
function statementEnd(text: string, from: number): number {
  for (const call of calls) {
    if (!text.startsWith(call, from)) continue;
    const begin = from + call.length;
    const end = closingBracket(text, begin);
    return end > 0 && isJsonArguments(text.slice(begin, end - 1)) ? end : -1;
  }
  for (const [length, hash] of reactHelpers) {
    if (from + length <= text.length && sha256(text.slice(from, from + length)) === hash) {
      return from + length;
    }
  }
  return -1;
}

/** True when the script is nothing but known helpers and calls with JSON, so that it can do no more than they do. */
export function isKnownScript(text: string): boolean {
  if (text === '') return false;
  let at = 0;
  while (at < text.length) {
    if (text[at] === ';') {
      at++;
      continue;
    }
    at = statementEnd(text, at);
    if (at < 0) return false;
  }
  return true;
}

const inlineScript = /<script\b([^>]*)>([\s\S]*?)<\/script>/gi;

/**
 * The CSP sources of exactly those inline scripts of a page that are known: by grammar, or listed in `fixed`.
 * How the page is cut into scripts need not agree with a browser: a text gets a hash only if it is harmless anywhere.
 */
export function scriptHashes(html: string, fixed: ReadonlySet<string>): string[] {
  const hashes = new Set<string>();
  for (const [, attributes, text] of html.matchAll(inlineScript)) {
    if (!text || /\ssrc\s*=/i.test(attributes ?? '')) continue;
    if (fixed.has(text) || isKnownScript(text)) hashes.add(`'sha256-${sha256(text)}'`);
  }
  return [...hashes];
}
