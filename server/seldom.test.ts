import { expect, it } from 'vitest';
import { seldom } from './seldom.ts';

it('tells of each kind of failure twenty times a minute, and then of how many it passed over', () => {
  let nowMs = 0;
  const told: [string, number, string][] = [];
  const tell = seldom(
    (error, untold, id: string) => told.push([String(error), untold, id]),
    () => nowMs,
  );
  for (let i = 0; i < 500; i++) tell(new Error('The database is away.'), `req_${i}`);
  tell(new Error('Something else.'), 'req_x');
  expect(told).toHaveLength(21);
  expect(told.at(-1)).toEqual(['Error: Something else.', 0, 'req_x']);
  nowMs += 60_000;
  tell(new Error('The database is away.'), 'req_500');
  expect(told.at(-1)).toEqual(['Error: The database is away.', 480, 'req_500']);
});
