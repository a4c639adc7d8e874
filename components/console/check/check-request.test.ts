import { expect, it } from 'vitest';
import { readOperation } from '../document.ts';
import { checkRequest } from './check-request.ts';

const schema = {
  type: 'object',
  required: ['id', 'name', 'password'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', minLength: 2 },
    password: { type: 'string', writeOnly: true },
  },
};
const operation = readOperation({
  paths: {
    '/x': {
      post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} },
    },
  },
});

it('hints at what the document asks for of a request, and not of an answer', () => {
  const hints = checkRequest(operation, '{"name":"L"}');
  expect(hints.map(({ pointer, problem }) => `${pointer} ${problem}`)).toEqual([
    '/password is required and not there',
    '/name has 1 characters, at least 2 are said',
  ]);
  expect(checkRequest(operation, '{"name":"Layan","password":"x"}')).toEqual([]);
});

it('has nothing to say of what is no JSON, and where no operation is known', () => {
  expect(checkRequest(operation, '{')).toEqual([]);
  expect(checkRequest(null, '{}')).toEqual([]);
});
