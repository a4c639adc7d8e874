import { describe, expect, it } from 'vitest';
import { createSealer } from '#lib/std/aead.ts';

const portalSecret = 'a-portal-secret-of-enough-length';
const sealer = createSealer(portalSecret, 'webhook secrets');

describe('createSealer', () => {
  it('opens what it sealed, Arabic text included', () => {
    const sealed = sealer.seal('whsec_سر المدرسة', 'sec_1');
    expect(sealer.open(sealed, 'sec_1')).toBe('whsec_سر المدرسة');
  });

  it('shows nothing of the text and never the same bytes twice', () => {
    const first = sealer.seal('whsec_abc', 'sec_1');
    expect(first.includes('whsec_abc')).toBe(false);
    expect(first.equals(sealer.seal('whsec_abc', 'sec_1'))).toBe(false);
  });

  it('refuses a value moved to another row', () => {
    const sealed = sealer.seal('whsec_abc', 'sec_1');
    expect(() => sealer.open(sealed, 'sec_2')).toThrow();
  });

  it('refuses a value in which any one byte was changed', () => {
    const sealed = sealer.seal('whsec_abc', 'sec_1');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => sealer.open(changed, 'sec_1'), `byte ${at}`).toThrow();
    }
  });

  it('refuses another secret and another purpose', () => {
    const sealed = sealer.seal('whsec_abc', 'sec_1');
    expect(() => createSealer(portalSecret, 'credentials').open(sealed, 'sec_1')).toThrow();
    expect(() => createSealer('another secret', 'webhook secrets').open(sealed, 'sec_1')).toThrow();
  });

  it('refuses what is too short to be sealed', () => {
    expect(() => sealer.open(Buffer.of(1, 2, 3), 'sec_1')).toThrow('unknown form');
  });
});
