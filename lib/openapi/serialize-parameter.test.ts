import { describe, expect, it } from 'vitest';
import type { Json, ParameterStyle } from './model.ts';
import { serializeParameter } from './serialize-parameter.ts';

const list = ['blue', 'black', 'brown'];
const record = { R: 100, G: 200, B: 150 };

/** The table "Style Examples" of the OpenAPI specification. */
const table: [ParameterStyle, boolean, Json, string][] = [
  ['matrix', false, '', ';color'],
  ['matrix', false, 'blue', ';color=blue'],
  ['matrix', false, list, ';color=blue,black,brown'],
  ['matrix', false, record, ';color=R,100,G,200,B,150'],
  ['matrix', true, list, ';color=blue;color=black;color=brown'],
  ['matrix', true, record, ';R=100;G=200;B=150'],
  ['label', false, '', '.'],
  ['label', false, 'blue', '.blue'],
  ['label', false, list, '.blue,black,brown'],
  ['label', false, record, '.R,100,G,200,B,150'],
  ['label', true, list, '.blue.black.brown'],
  ['label', true, record, '.R=100.G=200.B=150'],
  ['simple', false, 'blue', 'blue'],
  ['simple', false, list, 'blue,black,brown'],
  ['simple', false, record, 'R,100,G,200,B,150'],
  ['simple', true, record, 'R=100,G=200,B=150'],
  ['form', false, '', 'color='],
  ['form', false, list, 'color=blue,black,brown'],
  ['form', false, record, 'color=R,100,G,200,B,150'],
  ['form', true, list, 'color=blue&color=black&color=brown'],
  ['form', true, record, 'R=100&G=200&B=150'],
  ['spaceDelimited', false, list, 'color=blue%20black%20brown'],
  ['spaceDelimited', false, record, 'color=R%20100%20G%20200%20B%20150'],
  ['pipeDelimited', false, list, 'color=blue%7Cblack%7Cbrown'],
  ['pipeDelimited', false, record, 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ['deepObject', true, record, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ['cookie', true, list, 'color=blue; color=black; color=brown'],
];

describe('a parameter is written as the specification shows', () => {
  it.each(table)('%s, explode %s, %j', (style, explode, value, expected) => {
    expect(serializeParameter({ name: 'color', style, explode, value })).toBe(expected);
  });

  it('shows brackets and pipes to readers', () => {
    const shared = { name: 'filter', explode: true, as: 'display' } as const;
    expect(serializeParameter({ ...shared, style: 'deepObject', value: { a: { b: [1] } } })).toBe(
      'filter[a][b][0]=1',
    );
    expect(
      serializeParameter({ ...shared, explode: false, style: 'pipeDelimited', value: list }),
    ).toBe('filter=blue|black|brown');
  });

  it('encodes what would end the value, and keeps reserved characters where they are allowed', () => {
    expect(
      serializeParameter({ name: 'q', style: 'form', explode: true, value: 'a&b=c#d/é' }),
    ).toBe('q=a%26b%3Dc%23d%2F%C3%A9');
    expect(
      serializeParameter({
        name: 'q',
        style: 'form',
        explode: true,
        allowReserved: true,
        value: 'a/b:c&d#e',
      }),
    ).toBe('q=a/b:c%26d%23e');
  });

  it('keeps header values on one line and does not throw on half a surrogate pair', () => {
    expect(
      serializeParameter({
        name: 'X',
        style: 'simple',
        explode: false,
        raw: true,
        value: 'a\r\nEvil: 1',
      }),
    ).toBe('a Evil: 1');
    expect(serializeParameter({ name: 'q', style: 'form', explode: true, value: '\ud800' })).toBe(
      'q=%EF%BF%BD',
    );
  });
});
