import { expect, it } from 'vitest';
import { plainLine, plainText } from '#lib/std/plain-text.ts';

it('a name cannot turn the text around it, break a line or start a header', () => {
  expect(plainLine('Masar\r\nBcc: all@evil.example')).toBe('Masar Bcc: all@evil.example');
  expect(plainLine('\u202eevil\u2066 \u0000Noura\u200f')).toBe('evil Noura');
  expect(plainLine(' نورة \u2028 الحربي ')).toBe('نورة الحربي');
  expect(plainLine('a\ud800b')).toBe('a\ufffdb');
});

it('keeps what scripts and emoji are written with', () => {
  expect(plainLine('می\u200cخواهم 👩\u200d🏫')).toBe('می\u200cخواهم 👩\u200d🏫');
  expect(plainText('one\r\ntwo\tthree\n')).toBe('one\ntwo three');
});
