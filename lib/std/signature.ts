import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a delivery's signature covers. */
export type SignedMessage = {
  /** `X-Okta-Delivery-Id`, the same over retries. */
  deliveryId: string;
  /** Unix seconds at signing. */
  timestampSeconds: number;
  /** The raw body, exactly as sent. */
  body: string | Uint8Array;
};

const secretPrefix = 'whsec_';

/** The bytes behind a secret that is shown as `whsec_` + base64 (Standard Webhooks). */
function secretBytes(secret: string): Buffer {
  return Buffer.from(
    secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : secret,
    'base64',
  );
}

/**
 * `X-Okta-Signature`: lower-case hex HMAC-SHA256 of `<timestamp>.<raw body>`, keyed with the secret exactly as it is
 * shown, prefix included (contract: Webhooks).
 */
export function oktaSignature(
  secret: string,
  message: Pick<SignedMessage, 'timestampSeconds' | 'body'>,
): string {
  return createHmac('sha256', secret)
    .update(`${message.timestampSeconds}.`)
    .update(message.body)
    .digest('hex');
}

/**
 * `webhook-signature` of Standard Webhooks: `v1,<base64>` for each live secret, separated by spaces, so that a
 * receiver which knows the old or the new one accepts it while a rotation overlaps (contract: Webhooks).
 */
export function standardSignature(secrets: readonly string[], message: SignedMessage): string {
  return secrets
    .map((secret) => {
      const mac = createHmac('sha256', secretBytes(secret))
        .update(`${message.deliveryId}.${message.timestampSeconds}.`)
        .update(message.body)
        .digest('base64');
      return `v1,${mac}`;
    })
    .join(' ');
}

/** Whether `signature` is the `X-Okta-Signature` of the message; takes the same time for every wrong one. */
export function isOktaSignature(
  signature: string,
  secret: string,
  message: Pick<SignedMessage, 'timestampSeconds' | 'body'>,
): boolean {
  const expected = Buffer.from(oktaSignature(secret, message), 'utf8');
  const given = Buffer.from(signature, 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export type SignatureInput = SignedMessage & {
  event: string;
  /** Keys `X-Okta-Signature`. */
  primarySecret: string;
  /** All live secrets, the primary one among them. */
  secrets: readonly string[];
};

/** The seven signature headers of one attempt, in the order in which they are sent. */
export function signatureHeaders(input: SignatureInput): [name: string, value: string][] {
  const timestamp = String(input.timestampSeconds);
  return [
    ['X-Okta-Event', input.event],
    ['X-Okta-Delivery-Id', input.deliveryId],
    ['X-Okta-Timestamp', timestamp],
    ['X-Okta-Signature', oktaSignature(input.primarySecret, input)],
    ['webhook-id', input.deliveryId],
    ['webhook-timestamp', timestamp],
    ['webhook-signature', standardSignature(input.secrets, input)],
  ];
}
