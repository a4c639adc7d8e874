import { z } from 'zod';
import { getConfig } from '#lib/config/runtime.ts';
import type { HeaderList } from '#lib/db/schema/webhooks.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { requireDelivery } from '../deliveries/get-delivery.ts';
import { findAttempts } from '../deliveries/queries.ts';
import { parseInput } from '../parse-input.ts';
import { explainSignature, type SignatureVerdict } from './explain-signature.ts';
import { keptSecrets } from './rotate-secret.ts';
import { endpointSealer } from './sealer.ts';

const Input = z.strictObject({
  appId: z.string(),
  secret: z.string().max(500),
  timestamp: z.string().trim().max(40),
  signature: z.string().trim().max(500),
  body: z.string().max(60_000),
  deliveryId: z.string().trim().toLowerCase().max(60).optional(),
});

const header = (headers: HeaderList, name: string) =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';

async function knownOf(ctx: Ctx, appId: string, deliveryId: string) {
  const { delivery, event, endpoint } = await requireDelivery(ctx, { appId, deliveryId });
  const attempts = await findAttempts(ctx.db, delivery.id);
  const sealer = endpointSealer(getConfig().secret);
  const secrets = await keptSecrets(ctx, endpoint.id);
  return {
    knownSecrets: secrets.map(({ id, sealed }) => sealer.open(sealed, id)),
    sentBody: event.body === '' || endpoint.kind === 'bridge' ? null : event.body,
    sent: attempts.map(({ requestHeaders }) => ({
      timestamp: header(requestHeaders, 'x-okta-timestamp'),
      signature: header(requestHeaders, 'x-okta-signature'),
    })),
  };
}

/**
 * Explains why a signature that somebody pasted does not verify. What is pasted is kept nowhere. Throws `not_found` for
 * a delivery that is absent or another's, and `validation_failed`.
 */
export async function checkSignature(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<SignatureVerdict> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const { deliveryId, appId: _app, ...pasted } = parseInput(Input, input);
  const known = deliveryId
    ? await knownOf(ctx, appId, deliveryId)
    : { knownSecrets: [], sentBody: null, sent: [] };
  return explainSignature({ ...pasted, ...known, now: ctx.clock.now() });
}
