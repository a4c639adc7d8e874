import fc from 'fast-check';
import { expect, it } from 'vitest';
import { xmlPieces } from './xml-pieces.ts';

const classed = (text: string) =>
  xmlPieces(text).map(({ className, text }) => `${className ?? ''}|${text}`);

it('tells names, attributes, values and comments apart', () => {
  expect(classed('<a:b id="1">x</a:b><!-- c --><e k=\'>\'/>')).toEqual([
    'hl-p|<',
    'hl-f|a:b',
    'hl-p| ',
    'hl-n|id',
    'hl-p|=',
    'hl-s|"1"',
    'hl-p|>',
    '|x',
    'hl-p|</',
    'hl-f|a:b',
    'hl-p|>',
    'hl-c|<!-- c -->',
    'hl-p|<',
    'hl-f|e',
    'hl-p| ',
    'hl-n|k',
    'hl-p|=',
    "hl-s|'>'",
    'hl-p|/>',
  ]);
});

it('loses and adds nothing, whatever part of a text it is', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    '"',
    "'",
    '=',
    '!--',
    '-->',
    '![CDATA[',
    ']]>',
    '?',
    'a',
    ' ',
    '\n',
    'ل',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      expect(
        xmlPieces(text)
          .map(({ text }) => text)
          .join(''),
      ).toBe(text);
    }),
  );
});
