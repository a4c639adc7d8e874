import { expect, it } from 'vitest';
import { briefly } from './brief-error.ts';

it('tells an error without the values of its statement, in message, stack and cause', () => {
  const statement = 'Failed query: insert into "users" values ($1, $2)';
  const inner = new Error(`${statement}\nparams: layla@example.com,hunter2\nand more`);
  const outer = Object.assign(new Error('The page failed.', { cause: inner }), {
    params: ['hunter2'],
  });
  const told = briefly(outer);
  expect(told).toMatchObject({ message: 'The page failed.', cause: { message: statement } });
  const text = JSON.stringify(told);
  expect(text).toContain('brief-error.test.ts');
  expect(text).not.toMatch(/hunter2|layla|and more/);
});

it('keeps what tells the cause: name and code', () => {
  const error = Object.assign(new TypeError('no'), { code: 'ECONNREFUSED', client: { secret: 1 } });
  expect(briefly(error)).toMatchObject({ name: 'TypeError', message: 'no', code: 'ECONNREFUSED' });
  expect(briefly(error)).not.toHaveProperty('client');
});
