import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { getConfig } from '#lib/config/runtime.ts';
import {
  deliveries,
  endpointSecrets,
  type HeaderList,
  webhookEndpoints,
} from '#lib/db/schema/webhooks.ts';
import { type AppId, isUuid } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { requireDelivery } from '../deliveries/get-delivery.ts';
import { findAttempts } from '../deliveries/queries.ts';
import { noteVerified } from '../home/note-verified.ts';
import { parseInput } from '../parse-input.ts';
import {
  explainSignature,
  type SignatureFacts,
  type SignatureVerdict,
} from './explain-signature.ts';
import { endpointSealer } from './sealer.ts';

const Input = z.strictObject({
  appId: z.string(),
  secret: z.string().max(500),
  timestamp: z.string().trim().max(40),
  signature: z.string().trim().max(500),
  body: z.string().max(60_000),
  deliveryId: z.string().trim().toLowerCase().max(60).optional(),
});

/** An event has a delivery for each endpoint. */
const mostCandidates = 20;

const header = (headers: HeaderList, name: string) =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';

type Known = Pick<SignatureFacts, 'knownSecrets' | 'sentBody' | 'sent'>;

/** The event that a pasted body says it is; null when it is not one. */
function eventIdOf(body: string): string | null {
  const [, id = ''] = /"id"\s*:\s*"([0-9a-fA-F-]{36})"/.exec(body) ?? [];
  return isUuid(id) ? id.toLowerCase() : null;
}

/** The deliveries that may be meant: the named one, or those of the event that the body names. */
async function candidateIds(ctx: Ctx, appId: AppId, deliveryId: string | undefined, body: string) {
  if (deliveryId) return [deliveryId];
  const eventId = eventIdOf(body);
  if (eventId === null) return [];
  const rows = await ctx.db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.eventId, eventId), eq(deliveries.appId, appId)))
    .limit(mostCandidates);
  return rows.map(({ id }) => id);
}

async function sentOf(ctx: Ctx, appId: AppId, deliveryId: string) {
  const { delivery, event, endpoint } = await requireDelivery(ctx, { appId, deliveryId });
  const attempts = await findAttempts(ctx.db, delivery.id);
  return {
    body: event.body === '' || endpoint.kind === 'bridge' ? null : event.body,
    sent: attempts.map(({ requestHeaders }) => ({
      timestamp: header(requestHeaders, 'x-okta-timestamp'),
      signature: header(requestHeaders, 'x-okta-signature'),
    })),
  };
}

/** What the portal knows about what was pasted: the app's secrets, and what was sent. */
async function knownOf(
  ctx: Ctx,
  appId: AppId,
  { deliveryId, body }: { deliveryId?: string; body: string },
): Promise<Known> {
  const ids = await candidateIds(ctx, appId, deliveryId, body);
  const all = await Promise.all(ids.map((id) => sentOf(ctx, appId, id)));
  const rows = await ctx.db
    .select({ id: endpointSecrets.id, sealed: endpointSecrets.sealed })
    .from(endpointSecrets)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, endpointSecrets.endpointId))
    .where(eq(webhookEndpoints.appId, appId));
  const sealer = endpointSealer(getConfig().secret);
  return {
    knownSecrets: rows.map(({ id, sealed }) => sealer.open(sealed, id)),
    sentBody: all.find((one) => one.body !== null)?.body ?? null,
    sent: all.flatMap((one) => one.sent),
  };
}

/**
 * Explains why a signature that somebody pasted does not verify. What is pasted is kept nowhere; that one was right is
 * kept the first time. Throws `not_found` for
 * a delivery that is absent or another's, and `validation_failed`.
 */
export async function checkSignature(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<SignatureVerdict> {
  const app = await requireApp(ctx, input.appId, 'read');
  const { deliveryId, appId: _app, ...pasted } = parseInput(Input, input);
  const known = await knownOf(ctx, app.appId, { deliveryId, body: pasted.body });
  const verdict = explainSignature({ ...pasted, ...known, now: ctx.clock.now() });
  if (verdict.ok && known.knownSecrets.includes(pasted.secret)) await noteVerified(ctx, app);
  return verdict;
}
