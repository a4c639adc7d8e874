import { describe, expect, it } from 'vitest';
import { judgeAddress } from '#lib/std/address-policy.ts';

/** 64 vectors: the first and last address of each denied block, its neighbours, and IPv6 disguises of IPv4. */
const denied = [
  '0.0.0.0',
  '0.255.255.255',
  '10.0.0.0',
  '10.255.255.255',
  '100.64.0.0',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.44',
  '192.31.196.1',
  '192.52.193.1',
  '192.88.99.1',
  '192.168.0.1',
  '192.168.255.255',
  '192.175.48.6',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.255',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:7f00:1',
  '::7f00:1',
  '::ffff:0:10.0.0.1',
  '64:ff9b::a00:1',
  '64:ff9b:1::a00:1',
  '100::1',
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:1ff:ffff::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:a9fe:a9fe::1',
  '3fff::1',
  '3fff:fff::1',
  '4000::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
];
const allowed = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '100.128.0.1',
  '172.32.0.1',
  '223.255.255.255',
  '168.63.129.17',
  '2001:200::1',
  '2606:4700:4700::1111',
  '3ffe::1',
];

describe('judgeAddress', () => {
  it('knows 64 vectors', () => {
    expect(new Set([...denied, ...allowed]).size).toBe(64);
  });

  it.each(denied)('denies %s', (ip) => {
    expect(judgeAddress(ip)).toBe('denied');
  });

  it.each(allowed)('allows %s', (ip) => {
    expect(judgeAddress(ip)).toBe('allowed');
  });

  it('denies whatever is no plain address', () => {
    for (const text of [
      '',
      'example.com',
      '127.1',
      '0x7f000001',
      '[::1]',
      '8.8.8.8:80',
      ' 8.8.8.8',
    ])
      expect(judgeAddress(text), text).toBe('denied');
  });
});
