const linesAtOnce = 1_000;
/** Lines can be long: one window never holds more characters than this. */
const charactersAtOnce = 200_000;

/** Where each window of a long text begins; the last entry is its end. A window holds at most 1,000 lines. */
export function textWindows(text: string): number[] {
  const cuts = [0];
  let start = 0;
  while (start < text.length) {
    start = endOfWindow(text, start);
    cuts.push(start);
  }
  return cuts;
}

function endOfWindow(text: string, start: number): number {
  const most = Math.min(text.length, start + charactersAtOnce);
  let at = start;
  for (let line = 0; line < linesAtOnce; line++) {
    const next = text.indexOf('\n', at);
    if (next < 0 || next >= most)
      return at - start > charactersAtOnce / 2 && most < text.length
        ? at
        : wholeCharacter(text, most);
    at = next + 1;
  }
  return at;
}

/** Not between the two halves of one character. */
function wholeCharacter(text: string, end: number): number {
  const code = text.charCodeAt(end);
  return code >= 0xdc00 && code <= 0xdfff ? end - 1 : end;
}
