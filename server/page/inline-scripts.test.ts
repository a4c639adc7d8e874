import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isKnownScript, reactHelpers, scriptHashes } from './inline-scripts.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

/** The string literals of the installed React that define its streaming helpers, without the call behind them. */
function installedHelpers(): string[] {
  const file = 'node_modules/next/dist/compiled/react-dom/cjs/react-dom-server.node.production.js';
  const literals =
    readFileSync(file, 'utf8').match(/'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/g) ?? [];
  return literals
    .filter((text) => /\$R[A-Z]=|\$RT=|^'?"?addEventListener\(/.test(text) && text.length > 40)
    .map((text) => String(new Function(`return ${text}`)()))
    .map((text) => text.replace(/\$R[A-Z]\("$/, '').replace(/;;$/, ';'));
}

describe('scripts of Next and React', () => {
  it('the helpers of the installed React are exactly the listed ones', () => {
    const found = new Map(installedHelpers().map((text) => [sha256(text), text.length]));
    expect(new Map(reactHelpers.map(([length, hash]) => [hash, length]))).toEqual(found);
  });

  it('a helper with its call is known', () => {
    const helper = installedHelpers().find((text) => text.startsWith('$RS=')) ?? '';
    expect(isKnownScript(`${helper}$RS("S:1","P:1")`)).toBe(true);
    expect(isKnownScript(`${helper.replace('parentNode', 'parentnode')}$RS("S:1","P:1")`)).toBe(
      false,
    );
  });

  it.each([
    '(self.__next_f=self.__next_f||[]).push([0])',
    '(self.__next_f=self.__next_f||[]).push([0]);self.__next_f.push([2,null])',
    String.raw`self.__next_f.push([1,"1:\"a)\"\n\\"])`,
    '$RC("B:0","S:0")',
    '$RX("B:0","1234","it \\u003cfailed")',
    '$RR("B:0","S:0",[["/a.css","high"]])',
  ])('known: %s', (text) => {
    expect(isKnownScript(text)).toBe(true);
  });
});

describe('anything else gets no hash', () => {
  it.each([
    '',
    'alert(1)',
    'self.__next_f.push(alert(1))',
    'self.__next_f.push([1,""]);alert(1)',
    'self.__next_f.push([1,""])+alert(1)',
    'self.__next_f.push([1,`x`])',
    "self.__next_f.push([1,''])",
    'self.__next_f.push([1,""]//\n)',
    'self.__next_f.push([1,"\u0022]),alert(1),([""])',
    '$RC("B:0",alert(1))',
    '$RC(...["a"])',
    'self.__next_f.push([1,"',
    ' self.__next_f.push([1,""])',
    '<!--\nself.__next_f.push([1,""])',
  ])('refused: %s', (text) => {
    expect(isKnownScript(text)).toBe(false);
  });

  it('a page lists known and fixed scripts only, each once', () => {
    const known = 'self.__next_f.push([1,"x"])';
    const html = `<script>${known}</script><script>alert(1)</script><SCRIPT nonce="a">${known}</SCRIPT>
      <script>theme()</script><script src="/a.js">theme()</script><script type="application/ld+json">{}</script>`;
    expect(scriptHashes(html, new Set(['theme()']))).toEqual([
      `'sha256-${sha256(known)}'`,
      `'sha256-${sha256('theme()')}'`,
    ]);
  });
});
