import { expect, it } from 'vitest';
import { renderPage } from './page-blocks.ts';

const fence = '```';
const titleOf = (meta: string) => {
  const [block] = renderPage(`${fence}${meta}\nx\n${fence}\n`).blocks;
  return block?.kind === 'code' ? block.title : 'no code';
};

it('a block is headed by its title, and what a command prints is called its output', () => {
  expect(titleOf('sh run')).toBeUndefined();
  expect(titleOf('js title="server.mjs"')).toBe('server.mjs');
  expect(titleOf('json output title="200"')).toBe('200');
  expect(titleOf('text output')).toBe('Output');
  expect(titleOf('text started')).toBe('Output');
  expect(titleOf('js title="the output of it"')).toBe('the output of it');
});

it('headings get addresses, also in Arabic and when they repeat', () => {
  const { toc } = renderPage('## التحقق من التوقيع\n\n## End\n\n## End\n');
  expect(toc.map(({ id }) => id)).toEqual(['التحقق-من-التوقيع', 'end', 'end-2']);
});
