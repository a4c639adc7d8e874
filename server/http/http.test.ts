import { describe, expect, it } from 'vitest';
import { clientAddress } from './client.ts';
import { ownOrigins } from './origin.ts';

describe('the client address', () => {
  it('is the peer, whatever the caller claims, when no proxy is trusted', () => {
    expect(clientAddress('203.0.113.9', '1.2.3.4', 0)).toBe('203.0.113.9');
  });

  it('is what the nearest trusted proxies saw, not what stands left of it', () => {
    expect(clientAddress('10.0.0.1', '6.6.6.6, 198.51.100.7', 1)).toBe('198.51.100.7');
    expect(clientAddress('10.0.0.1', '6.6.6.6, 198.51.100.7, 10.0.0.2', 2)).toBe('198.51.100.7');
  });

  it('stays at the last address that is one', () => {
    expect(clientAddress('10.0.0.1', 'unknown', 1)).toBe('10.0.0.1');
    expect(clientAddress('10.0.0.1', undefined, 2)).toBe('10.0.0.1');
    expect(clientAddress('10.0.0.1', '198.51.100.7', 5)).toBe('198.51.100.7');
  });

  it('is written as IPv4 where it is one', () => {
    expect(clientAddress('::ffff:203.0.113.9', undefined, 0)).toBe('203.0.113.9');
    expect(clientAddress('2001:db8::1', undefined, 0)).toBe('2001:db8::1');
  });
});

describe('the own origins', () => {
  it('are the public address alone when there is one', () => {
    expect([...ownOrigins('https://developer.example.com', 3000)]).toEqual([
      'https://developer.example.com',
    ]);
  });

  it('are all names of this machine on loopback', () => {
    expect(ownOrigins('http://localhost:3000', 3000)).toEqual(
      new Set(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000']),
    );
  });
});
