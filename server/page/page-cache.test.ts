import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pickEncoding } from './encoding.ts';
import { cachedPage, PageCache } from './page-cache.ts';

const page = (bytes: number) => cachedPage(Buffer.alloc(bytes, 'a'), []);

describe('the page cache', () => {
  it('forgets what was not asked for longest when it is full', () => {
    const cache = new PageCache(1_000);
    for (const key of ['/a', '/b', '/c', '/d']) cache.set(key, page(250), 250);
    cache.get('/a');
    cache.set('/e', page(250), 250);
    expect(cache.get('/a')).not.toBeNull();
    expect(cache.get('/b')).toBeNull();
    expect(cache.bytes).toBe(1_000);
  });

  it('keeps nothing that would push out a quarter of the rest', () => {
    const cache = new PageCache(1_000);
    cache.set('/big', page(251), 251);
    expect(cache.get('/big')).toBeNull();
  });

  it('counts compressed forms, and makes each once', async () => {
    const cache = new PageCache(100_000);
    const kept = page(10_000);
    cache.set('/a', kept, 10_000);
    const [first, second] = await Promise.all([
      cache.form('/a', kept, 'br'),
      cache.form('/a', kept, 'br'),
    ]);
    expect(first).toBe(second);
    expect(brotliDecompressSync(first).length).toBe(10_000);
    expect(cache.bytes).toBe(10_000 + first.length);
  });

  it('gives equal pages equal tags, and others others', () => {
    expect(page(10).etag).toBe(page(10).etag);
    expect(page(10).etag).not.toBe(page(11).etag);
  });
});

describe('the encoding', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['gzip;q=0', 'identity'],
    ['identity', 'identity'],
    ['', 'identity'],
  ])('for %j is %s', (accept, expected) => {
    expect(pickEncoding(accept, 10_000)).toBe(expected);
  });

  it('is none for a few bytes', () => {
    expect(pickEncoding('br', 100)).toBe('identity');
  });
});
