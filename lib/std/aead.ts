import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export type Sealer = {
  /** Encrypts `text`; only `open` with the same `rowId` gives it back. */
  seal(text: string, rowId: string): Buffer;
  /** Throws when the bytes were changed, moved to another row, or sealed under another secret. */
  open(sealed: Buffer, rowId: string): string;
};

const version = 1;
const nonceLength = 12;
const tagLength = 16;

/**
 * AES-256-GCM for secrets at rest. The key is derived from the portal's secret by HKDF-SHA256, one key for each
 * `purpose`; the row id is associated data, so a sealed value cannot be moved to another row.
 * Layout: one version byte, 12 bytes nonce, the ciphertext, 16 bytes tag.
 */
export function createSealer(portalSecret: string, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', portalSecret, 'okta-portal aead', purpose, 32));
  return {
    seal(text, rowId) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(Buffer.from(rowId, 'utf8'));
      const inner = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, inner, cipher.getAuthTag()]);
    },
    open(sealed, rowId) {
      if (sealed[0] !== version || sealed.length < 1 + nonceLength + tagLength) {
        throw new Error('A sealed value has an unknown form.');
      }
      const nonce = sealed.subarray(1, 1 + nonceLength);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce);
      decipher.setAAD(Buffer.from(rowId, 'utf8'));
      decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
      const inner = sealed.subarray(1 + nonceLength, sealed.length - tagLength);
      return Buffer.concat([decipher.update(inner), decipher.final()]).toString('utf8');
    },
  };
}
