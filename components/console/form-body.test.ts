import { expect, it } from 'vitest';
import { readOperation } from './document.ts';
import { withListEncoding, withoutUnchosenFiles } from './form-body.ts';

const text = { type: 'string' };
const file = { type: 'string', format: 'binary' };
const bodyOf = (properties: object, encoding?: object, type = 'multipart/form-data') => ({
  requestBody: { content: { [type]: { schema: { type: 'object', properties }, encoding } } },
});

it('lists of a form go out item by item unless the document says otherwise', () => {
  const list = { type: 'array', items: text };
  const each = { style: 'form', explode: true };
  const encodingOf = (properties: object, encoding?: object, type?: string) => {
    const operation = withListEncoding(
      JSON.parse(JSON.stringify(bodyOf(properties, encoding, type))),
    );
    return JSON.parse(JSON.stringify(operation)).requestBody.content[type ?? 'multipart/form-data']
      .encoding;
  };
  expect(encodingOf({ tags: list, title: text })).toEqual({ tags: each });
  expect(encodingOf({ tags: list }, {}, 'application/x-www-form-urlencoded')).toEqual({
    tags: each,
  });
  expect(encodingOf({ tags: { ...list, type: ['array', 'null'] } })).toEqual({ tags: each });
  const own = { tags: { style: 'pipeDelimited', explode: false } };
  expect(encodingOf({ tags: list }, own)).toEqual(own);
  expect(encodingOf({ rows: { type: 'array', items: { type: 'object' } } })).toEqual({
    rows: each,
  });
  for (const items of [file, list]) {
    expect(encodingOf({ tags: { type: 'array', items } })).toBeUndefined();
  }
  expect(encodingOf({ tags: list }, undefined, 'application/json')).toBeUndefined();
});

it('a file that nobody chose is not sent as a text', () => {
  const raw = {
    ...bodyOf({
      title: text,
      file: { $ref: '#/components/schemas/File' },
      more: { type: 'array', items: file },
    }),
    responses: {},
  };
  const operation = readOperation({
    components: { schemas: { File: file } },
    paths: { '/x': { post: raw } },
  });
  if (!operation) throw new Error('no operation');
  const form = new FormData();
  form.append('title', 'string');
  form.append('file', new File(['x'], 'x.png'));
  form.append('more', 'string');
  const kept = withoutUnchosenFiles(form, operation);
  expect(kept instanceof FormData && [...kept.keys()]).toEqual(['title', 'file']);
  expect(withoutUnchosenFiles('text', operation)).toBe('text');
});
