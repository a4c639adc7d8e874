import { createHmac, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { isOktaSignature, oktaSignature, signatureHeaders } from '#lib/std/signature.ts';

const secret = `whsec_${randomBytes(24).toString('base64')}`;
const next = `whsec_${randomBytes(32).toString('base64')}`;
const body =
  '{"event":"education.students.created","data":{"student":{"full_name":"سارة العتيبي"}}}';
const nowSeconds = Math.floor(Date.now() / 1000);
const message = { deliveryId: '0198c0de-0000-7000-8000-000000000001', body };

function signed(secrets: string[], timestampSeconds = nowSeconds): Record<string, string> {
  return Object.fromEntries(
    signatureHeaders({
      ...message,
      timestampSeconds,
      event: 'education.students.created',
      primarySecret: secrets[0] ?? '',
      secrets,
    }),
  );
}

describe('X-Okta-Signature', () => {
  it('is lower-case hex HMAC-SHA256 of "<timestamp>.<raw body>" under the secret as shown', () => {
    const independent = createHmac('sha256', Buffer.from(secret, 'utf8'))
      .update(Buffer.from(`${nowSeconds}.${body}`, 'utf8'))
      .digest('hex');
    expect(signed([secret])['X-Okta-Signature']).toBe(independent);
    expect(independent).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the known value for a fixed message', () => {
    // openssl: printf '1777188615.{"id":1}' | openssl dgst -sha256 -hmac 'whsec_c2VjcmV0'
    const value = oktaSignature('whsec_c2VjcmV0', {
      timestampSeconds: 1_777_188_615,
      body: '{"id":1}',
    });
    expect(value).toBe('716af78e22d39aaf0cf2c49a266ff9ecac5909fe773923f1141f5245045b9e11');
  });

  it('is the same for text and for its bytes', () => {
    const asText = oktaSignature(secret, { timestampSeconds: 1, body });
    expect(oktaSignature(secret, { timestampSeconds: 1, body: Buffer.from(body) })).toBe(asText);
  });

  it('stays with the primary secret while two are live', () => {
    const both = signed([secret, next])['X-Okta-Signature'] ?? '';
    expect(isOktaSignature(both, secret, { timestampSeconds: nowSeconds, body })).toBe(true);
    expect(isOktaSignature(both, next, { timestampSeconds: nowSeconds, body })).toBe(false);
  });

  it('is refused for a changed body, another time, another length and upper case', () => {
    const good = oktaSignature(secret, { timestampSeconds: nowSeconds, body });
    const at = { timestampSeconds: nowSeconds, body };
    expect(isOktaSignature(good, secret, at)).toBe(true);
    expect(isOktaSignature(good, secret, { ...at, body: `${body} ` })).toBe(false);
    expect(isOktaSignature(good, secret, { ...at, timestampSeconds: nowSeconds + 1 })).toBe(false);
    expect(isOktaSignature(good.slice(1), secret, at)).toBe(false);
    expect(isOktaSignature(good.toUpperCase(), secret, at)).toBe(false);
    expect(isOktaSignature('é'.repeat(32), secret, at)).toBe(false);
  });
});

describe('webhook-signature', () => {
  it('is accepted by the Standard Webhooks verifier under every live secret', () => {
    const headers = signed([secret, next]);
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(new Webhook(next).verify(body, headers)).toEqual(JSON.parse(body));
  });

  it('is refused by the verifier under another secret, for another body and when it is old', () => {
    const stranger = `whsec_${randomBytes(24).toString('base64')}`;
    expect(() => new Webhook(stranger).verify(body, signed([secret]))).toThrow();
    expect(() => new Webhook(secret).verify(`${body}x`, signed([secret]))).toThrow();
    expect(() => new Webhook(secret).verify(body, signed([secret], nowSeconds - 301))).toThrow();
  });
});
