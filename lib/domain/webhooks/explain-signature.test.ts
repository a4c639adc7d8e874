import { expect, it } from 'vitest';
import { explainSignature, type SignatureFacts } from '#lib/domain/webhooks/explain-signature.ts';
import { oktaSignature } from '#lib/std/signature.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const timestamp = '1777188615';
const body = '{"id":"6f1c","data":{"student":{"full_name":"سارة"}}}';
const right: SignatureFacts = {
  secret,
  timestamp,
  signature: oktaSignature(secret, { timestampSeconds: Number(timestamp), body }),
  body,
  knownSecrets: [],
  sentBody: null,
  sent: [],
  now: new Date(Number(timestamp) * 1000 + 2000),
};
const codeOf = (change: Partial<SignatureFacts>) => explainSignature({ ...right, ...change }).code;

it('says yes to what is right', () => {
  expect(explainSignature(right)).toMatchObject({ ok: true, code: 'valid' });
});

it('names an old timestamp, also one from the future', () => {
  const at = (seconds: number) => new Date((Number(timestamp) + seconds) * 1000);
  expect(codeOf({ now: at(299) })).toBe('valid');
  expect(codeOf({ now: at(301) })).toBe('old_timestamp');
  expect(codeOf({ now: at(-301) })).toBe('old_timestamp');
});

it('names a wrong secret: another one, quoted, or without its prefix', () => {
  const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
  expect(codeOf({ secret: other })).toBe('unexplained');
  expect(codeOf({ secret: other, knownSecrets: [secret] })).toBe('wrong_secret');
  expect(codeOf({ secret: `"${secret}"` })).toBe('wrong_secret');
  expect(codeOf({ secret: secret.slice(6) })).toBe('wrong_secret');
});

it('names a changed body, and where it differs from what was sent', () => {
  expect(codeOf({ body: `${body}\n` })).toBe('changed_body');
  expect(codeOf({ body: JSON.stringify(JSON.parse(body), null, 2) })).toBe('changed_body');
  const changed = explainSignature({
    ...right,
    body: body.replace('6f1c', '7f1c'),
    sentBody: body,
  });
  expect(changed.code).toBe('changed_body');
  expect(changed.title).toContain('character 8');
});

it('names a timestamp of another attempt', () => {
  const sent = [{ timestamp, signature: right.signature }];
  expect(codeOf({ timestamp: '1777188999', sent })).toBe('other_timestamp');
});

it('names what does not have its form', () => {
  expect(codeOf({ signature: 'v1,abc' })).toBe('other_header');
  expect(codeOf({ signature: right.signature.toUpperCase() })).toBe('malformed_signature');
  expect(codeOf({ timestamp: `${timestamp}000` })).toBe('malformed_timestamp');
});
