import { describe, expect, it } from 'vitest';
import { placeholderBase } from './document.ts';
import { composed, obstacleOf } from './sent.ts';

const compose = (method: string, headers: Record<string, string> = {}, body?: unknown) =>
  composed(`${placeholderBase}/x?q=1`, { url: '', method, headers, body });

describe('a request as it goes out', () => {
  it('names the type that a text or a file is really sent as', () => {
    expect(compose('post', { Accept: 'a/b' }, 'plain').sent).toEqual({
      method: 'POST',
      path: '/x?q=1',
      headers: [
        ['accept', 'a/b'],
        ['content-type', 'text/plain;charset=UTF-8'],
      ],
      body: 'plain',
    });
    const file = new File(['x'], 'صورة.png', { type: 'image/png' });
    expect(compose('PUT', {}, file).sent).toMatchObject({
      headers: [['content-type', 'image/png']],
      body: null,
      attached: { kind: 'file', fileName: 'صورة.png' },
    });
  });

  it('lists the parts of a form, whose type the browser writes', () => {
    const form = new FormData();
    form.append('title', 'Saw');
    form.append('file', new File(['x'], 'saw.png', { type: 'image/png' }));
    expect(compose('POST', { 'Content-Type': 'multipart/form-data' }, form).sent).toMatchObject({
      headers: [],
      attached: {
        kind: 'form',
        parts: [
          { name: 'title', value: 'Saw' },
          { name: 'file', fileName: 'saw.png', type: 'image/png' },
        ],
      },
    });
  });
});

describe('what no browser sends', () => {
  it.each([
    ['TRACE', {}, undefined, /do not send TRACE/],
    ['GET', {}, '{}', /no body with GET/],
    ['HEAD', {}, '{}', /no body with HEAD/],
    ['GET', { 'X-School': 'مدرسة' }, undefined, /header x-school has a value/],
    ['GET', { 'X-School': 'a\nb' }, undefined, /header x-school has a value/],
  ])('is told with its reason: %s %j', (method, headers, body, sentence) => {
    expect(obstacleOf(compose(method, headers, body))).toMatch(sentence);
  });

  it.each([
    ['DELETE', {}, '{}'],
    ['GET', { 'X-School': 'école', Cookie: 'sid=1' }, undefined],
    ['QUERY', {}, '{}'],
  ])('is nothing of this: %s %j', (method, headers, body) => {
    expect(obstacleOf(compose(method, headers, body))).toBeNull();
  });
});
