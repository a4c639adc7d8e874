import { expect, it } from 'vitest';
import { fencesOf } from './fences.ts';
import { runPage } from './run-page.ts';
import { hasLines, shapeFaults } from './shape.ts';

const fence = '```';

it('a block knows its language, role, title and line', () => {
  const text = `# A\n\n${fence}sh run title="Ask"\ncurl /x\n${fence}\n\n${fence}json output title="200"\n{}\n${fence}\n`;
  expect(fencesOf(text)).toMatchObject([
    { language: 'sh', role: 'run', title: 'Ask', code: 'curl /x', line: 4 },
    { language: 'json', role: 'output', title: '200', code: '{}', line: 8 },
  ]);
  expect(() => fencesOf(`${fence}sh run\ncurl`)).toThrow('line 2');
});

it('an answer has the keys and kinds that are shown, no more and no fewer', () => {
  expect(shapeFaults({ id: 1, name: 'a' }, { id: 2, name: 'b' })).toEqual([]);
  expect(shapeFaults({ id: 1 }, { id: '1' })).toHaveLength(1);
  expect(shapeFaults({ id: 1 }, { id: 1, more: true })).toHaveLength(1);
  expect(shapeFaults({ id: 1, '…': '…' }, { id: 1, more: true })).toEqual([]);
  expect(shapeFaults({ id: 1, gone: 1 }, { id: 1 })).toHaveLength(1);
  expect(shapeFaults([{ id: 1 }], [{ id: 1 }, { id: 'x' }])).toHaveLength(1);
  expect(shapeFaults([{ id: 1 }], [])).toHaveLength(1);
  expect(shapeFaults({ error: 'not_found' }, { error: 'conflict' })).toHaveLength(1);
});

it('lines may leave out what changes', () => {
  expect(hasLines('verified …\nok', 'x\nverified 17\nok\n')).toBe(true);
  expect(hasLines('verified …\nok', 'verified 17\nno\n')).toBe(false);
});

it('a block that fails, and an answer that is not as shown, are faults', async () => {
  const text = `${fence}sh run\nexport A=1\n${fence}\n${fence}js run\nconsole.log(JSON.stringify({ a: process.env.A }));\n${fence}\n${fence}json output\n{"a":"1"}\n${fence}\n`;
  expect(await runPage(fencesOf(text), {})).toEqual({ ran: 2, faults: [], skipped: [] });
  const wrong = text.replace('{"a":"1"}', '{"b":"1"}').replace('export A=1', 'export A=1; false');
  expect((await runPage(fencesOf(wrong), {})).faults).toHaveLength(3);
});
