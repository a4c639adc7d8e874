import { expect, it } from 'vitest';
import type { SwaggerRequest } from '../swagger-types.ts';
import { withOperation } from './send-operation.ts';

const file = { type: 'string', format: 'binary' };
const schema = {
  type: 'object',
  properties: { title: { type: 'string' }, photos: { type: 'array', items: file }, cover: file },
};
const system = {
  specSelectors: {
    specResolvedSubtree: (path: readonly string[]) => ({
      toJS: () =>
        path.join() === 'paths,/albums,post'
          ? {
              'x-portal-servers': ['https://uploads.example.com'],
              requestBody: { content: { 'multipart/form-data': { schema } } },
            }
          : {},
    }),
  },
};

function sent(body: unknown): SwaggerRequest | undefined {
  const asked: SwaggerRequest[] = [];
  const fetch = (request: SwaggerRequest) => asked.push(request);
  // As swagger-ui does: it makes the request, and hands it to the `fetch` that it was given.
  const execute = (execution: { fetch(request: SwaggerRequest): unknown }) =>
    execution.fetch({ url: '/albums', method: 'POST', headers: {}, body });
  withOperation(execute, system)({ pathName: '/albums', method: 'post', fetch });
  return asked[0];
}

it('files that nobody chose are left out, of lists too, and chosen ones are kept', () => {
  const form = new FormData();
  form.append('title', 'string');
  form.append('photos', new File(['PNG'], 'a.png'));
  form.append('photos', 'string');
  form.append('cover', 'string');
  const body = sent(form)?.body;
  if (!(body instanceof FormData)) throw new Error('no form');
  expect(
    [...body].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  ).toEqual([
    ['title', 'string'],
    ['photos', 'a.png'],
  ]);
});

it('the request carries where its operation can be called', () => {
  expect(sent('{}')).toMatchObject({ body: '{}', servers: ['https://uploads.example.com'] });
});
