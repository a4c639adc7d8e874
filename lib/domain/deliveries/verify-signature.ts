import { getConfig } from '#lib/config/runtime.ts';
import type { HeaderList } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { isOktaSignature } from '#lib/std/signature.ts';
import type { Ctx } from '../ctx.ts';
import { keptSecrets } from '../webhooks/rotate-secret.ts';
import { endpointSealer } from '../webhooks/sealer.ts';
import { requireDelivery } from './get-delivery.ts';
import { findAttempts } from './queries.ts';

export type SignatureCheck = {
  /** `unknown`: the attempt was not sent, or the secret of that time is gone. */
  result: 'valid' | 'invalid' | 'unknown';
  timestamp: string | null;
  signature: string | null;
  /** Bytes of the body that the check covered. */
  bodyBytes: number;
};

function header(headers: HeaderList, name: string): string | null {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}

/**
 * Recomputes the `X-Okta-Signature` of an attempt under the endpoint's secrets, as a receiver would. The secret
 * stays here. Throws `not_found`.
 */
export async function verifyAttemptSignature(
  ctx: Ctx,
  input: { appId?: string; deliveryId: string; attemptNumber: number },
): Promise<SignatureCheck> {
  const { delivery, event, endpoint } = await requireDelivery(ctx, input);
  const attempts = await findAttempts(ctx.db, delivery.id);
  const attempt = attempts.find(({ number }) => number === input.attemptNumber);
  if (!attempt) throw new AppError('not_found');
  const timestamp = header(attempt.requestHeaders, 'x-okta-timestamp');
  const signature = header(attempt.requestHeaders, 'x-okta-signature');
  const shown = { timestamp, signature, bodyBytes: Buffer.byteLength(event.body) };
  // What was signed held a token that is not kept, so nothing can be recomputed.
  const isHandOver = endpoint.kind === 'bridge';
  if (timestamp === null || signature === null || event.body === '' || isHandOver) {
    return { ...shown, result: 'unknown' };
  }
  const secrets = await keptSecrets(ctx, endpoint.id);
  const sealer = endpointSealer(getConfig().secret);
  const message = { timestampSeconds: Number(timestamp), body: event.body };
  const matches = secrets.some(({ id, sealed }) =>
    isOktaSignature(signature, sealer.open(sealed, id), message),
  );
  if (matches) return { ...shown, result: 'valid' };
  const isOlder = secrets.every(({ createdAt }) => createdAt > attempt.startedAt);
  return { ...shown, result: isOlder ? 'unknown' : 'invalid' };
}
