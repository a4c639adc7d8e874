import { expect, it } from 'vitest';
import { markdownLine } from '#lib/std/markdown-line.ts';

it('leaves the words and takes the marks', () => {
  expect(
    markdownLine('# Lists\n\n**every** _student_ of `grade_id`, by [page](https://x.example).'),
  ).toBe('Lists every student of grade_id, by page.');
  expect(markdownLine('> كل __طالب__\n```js\ncode\n```\n| a | b |')).toBe('كل طالب a b');
  expect(markdownLine('needs a * 2 <b>now</b>, a#b and a > b')).toBe(
    'needs a 2 now , a#b and a > b',
  );
});
