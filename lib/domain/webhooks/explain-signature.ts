import { createHmac } from 'node:crypto';
import { isOktaSignature } from '#lib/std/signature.ts';

/** What a receiver has in hand, and what the portal knows beside it. */
export type SignatureFacts = {
  secret: string;
  timestamp: string;
  signature: string;
  body: string;
  /** The endpoint's own secrets, ended ones too; empty: no endpoint was named. */
  knownSecrets: readonly string[];
  /** The body as it was sent; null: no delivery was named, or it is no longer kept. */
  sentBody: string | null;
  /** Timestamps of the delivery's attempts with the signature each carried. */
  sent: readonly { timestamp: string; signature: string }[];
  now: Date;
};

export type SignatureVerdict = {
  ok: boolean;
  /** A stable word. */
  code: string;
  title: string;
  /** What to do, in a sentence or two. */
  advice: string;
};

const toleranceSeconds = 300;
const verdict = (ok: boolean, code: string, title: string, advice: string): SignatureVerdict => ({
  ok,
  code,
  title,
  advice,
});

function matches(facts: SignatureFacts, change: Partial<SignatureFacts>): boolean {
  const { secret, timestamp, signature, body } = { ...facts, ...change };
  const timestampSeconds = Number(timestamp);
  return (
    Number.isSafeInteger(timestampSeconds) &&
    isOktaSignature(signature, secret, { timestampSeconds, body })
  );
}

function inForm({ signature, timestamp }: SignatureFacts): SignatureVerdict | null {
  if (/^v1,/.test(signature)) {
    return verdict(
      false,
      'other_header',
      'This is webhook-signature, not X-Okta-Signature',
      'Paste the value of X-Okta-Signature: 64 lower-case hexadecimal digits. webhook-signature is checked by a Standard Webhooks library.',
    );
  }
  if (!/^[0-9a-f]{64}$/.test(signature)) {
    return verdict(
      false,
      'malformed_signature',
      'The signature does not have its form',
      'It is 64 lower-case hexadecimal digits, without a prefix. If your code prints base64 or capitals, encode the HMAC as lower-case hex.',
    );
  }
  if (!/^\d{10}$/.test(timestamp)) {
    return verdict(
      false,
      'malformed_timestamp',
      'The timestamp is not in Unix seconds',
      'Use X-Okta-Timestamp exactly as it came: ten digits. Thirteen digits are milliseconds.',
    );
  }
  return null;
}

function ageOf({ timestamp, now }: SignatureFacts): SignatureVerdict {
  const age = Math.round(now.getTime() / 1000) - Number(timestamp);
  if (Math.abs(age) <= toleranceSeconds) {
    return verdict(true, 'valid', 'The signature is right', 'Secret, timestamp and body fit.');
  }
  return verdict(
    false,
    'old_timestamp',
    `The signature is right, but ${age > 0 ? `${age} seconds old` : `${-age} seconds in the future`}`,
    'A receiver refuses what is more than 5 minutes off. If this came just now, the clock of your server is wrong; otherwise it is an old request, and each retry is signed anew.',
  );
}

/** Ways in which a body is changed on its way through a framework. */
const bodyChanges: readonly [title: string, change: (body: string) => string | null][] = [
  ['spaces or a line end were added around it', (body) => body.trim()],
  ['its line ends were changed', (body) => body.replaceAll('\r\n', '\n')],
  [
    'it was parsed and written again as JSON',
    (body) => {
      try {
        return JSON.stringify(JSON.parse(body));
      } catch {
        return null;
      }
    },
  ],
];
const rawAdvice =
  'Compute the HMAC over the raw bytes of the request, before anything parses them: express.raw(), request.get_data(), php://input.';

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1;
  return at;
}

function bodyVerdict(facts: SignatureFacts, secrets: readonly string[]): SignatureVerdict | null {
  const fits = (body: string) => secrets.some((secret) => matches(facts, { secret, body }));
  for (const [how, change] of bodyChanges) {
    const body = change(facts.body);
    if (body !== null && body !== facts.body && fits(body)) {
      return verdict(false, 'changed_body', `The body was changed: ${how}`, rawAdvice);
    }
  }
  const { sentBody } = facts;
  if (sentBody === null || sentBody === facts.body || !fits(sentBody)) return null;
  const at = firstDifference(sentBody, facts.body);
  return verdict(
    false,
    'changed_body',
    `The body differs from what was sent, first at character ${at + 1}`,
    `Sent: “${sentBody.slice(at, at + 30)}”. Here: “${facts.body.slice(at, at + 30)}”. ${rawAdvice}`,
  );
}

function secretVerdict(facts: SignatureFacts): SignatureVerdict | null {
  const trimmed = facts.secret.trim().replace(/^["']|["']$/g, '');
  if (trimmed !== facts.secret && matches(facts, { secret: trimmed })) {
    return verdict(
      false,
      'wrong_secret',
      'The secret has spaces or quotes around it',
      'Read it without them: many configuration files keep the quotes as part of the value.',
    );
  }
  const prefixed = `whsec_${trimmed}`;
  if (matches(facts, { secret: prefixed })) {
    return verdict(
      false,
      'wrong_secret',
      'The prefix whsec_ is missing',
      'X-Okta-Signature is keyed with the secret exactly as it was shown, prefix included, and not decoded.',
    );
  }
  if (facts.knownSecrets.some((secret) => matches(facts, { secret }))) {
    return verdict(
      false,
      'wrong_secret',
      'The secret is not the one that signed this',
      'Everything else fits. Each endpoint has its own secret, and during a rotation the old one keys X-Okta-Signature until it is promoted.',
    );
  }
  return null;
}

function timestampVerdict(facts: SignatureFacts, secrets: readonly string[]) {
  const sent = facts.sent.find(({ signature }) => signature === facts.signature);
  if (!sent || sent.timestamp === facts.timestamp) return null;
  if (!secrets.some((secret) => matches(facts, { secret, timestamp: sent.timestamp }))) return null;
  return verdict(
    false,
    'other_timestamp',
    'The timestamp belongs to another attempt',
    `This signature was sent with X-Okta-Timestamp ${sent.timestamp}. Take both headers from one request.`,
  );
}

/** Your code may key the HMAC with the decoded secret; then it computes this. */
export function decodedKeySignature(secret: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex');
}

/** Why a pasted `X-Okta-Signature` does or does not verify, the first cause that explains it. Pure. */
export function explainSignature(facts: SignatureFacts): SignatureVerdict {
  const malformed = inForm(facts);
  if (malformed) return malformed;
  if (matches(facts, {})) return ageOf(facts);
  if (decodedKeySignature(facts.secret, facts.timestamp, facts.body) === facts.signature) {
    return verdict(
      false,
      'decoded_key',
      'This was computed with the decoded secret',
      'Key X-Okta-Signature with the text of the secret, whsec_ included. Only webhook-signature uses its decoded bytes.',
    );
  }
  const secrets = [facts.secret, ...facts.knownSecrets];
  return (
    secretVerdict(facts) ??
    bodyVerdict(facts, secrets) ??
    timestampVerdict(facts, secrets) ??
    verdict(
      false,
      'unexplained',
      'It does not fit, and no single cause explains it',
      facts.sentBody === null
        ? 'Give the delivery’s id too (X-Okta-Delivery-Id): the portal then compares with what it sent.'
        : 'More than one of secret, timestamp and body is wrong. Take all of them from one request, and the secret from where you saved it.',
    )
  );
}
