import { expect, it } from 'vitest';
import { whyCut } from './why-cut.ts';

const body = (length: number) => new Uint8Array(length);

it.each([
  [{ state: 'stopped', body: body(0), totalMs: 40_000 }, /^You stopped it/],
  [{ state: 'cut', body: body(10 * 1024 * 1024), totalMs: 900 }, /10 MB/],
  [{ state: 'cut', body: body(5), totalMs: 30_010 }, /30 seconds/],
  [{ state: 'cut', body: body(5), totalMs: 900 }, /connection was closed/],
] as const)('an answer that is not whole says why: %o', (answer, sentence) => {
  expect(whyCut(answer)).toMatch(sentence);
});
