import { rawOf } from '#lib/db/raw.ts';
import { AppError } from '#lib/errors.ts';
import { emitEvent } from '../events/emit.ts';
import { fieldRefused, parseBody } from '../parse-body.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { getCapabilities } from './get-capabilities.ts';
import { insertMessage, selectContact } from './queries.ts';
import { type Capability, type Channel, type Message, MessageSend } from './schemas.ts';

/**
 * Puts a message into the outbox and fires `notifications.message.queued`, in the caller's transaction. Throws
 * `scope_not_granted`, `validation_failed` (fields, unknown recipient, unreachable, too long) and `conflict`
 * (the channel, or every channel that reaches the recipient, is not available).
 */
export async function sendNotification(ctx: TenantCtx, body: unknown): Promise<Message> {
  assertScope(ctx, 'notifications.providers.send');
  const { to, message, channel } = parseBody(MessageSend, body);
  const reaching = await channelsTo(ctx, to);
  const capabilities = await getCapabilities(ctx);
  const chosen = choose(capabilities, reaching, channel);
  const limit = chosen?.max_length ?? null;
  if (chosen && limit !== null && [...message].length > limit) {
    throw fieldRefused('message', `must be at most ${limit} characters on ${chosen.channel}`);
  }
  if (!chosen?.available) throw notAvailable(channel);
  const { tenantId } = ctx.actor;
  const queued = await insertMessage(rawOf(ctx.db), tenantId, {
    recipient: String(to),
    channel: chosen.channel,
    body: message,
    at: ctx.clock.now(),
  });
  await emitEvent(ctx, {
    tenantId,
    type: 'notifications.message.queued',
    data: { message: queued },
    timeZone: ctx.timeZone,
  });
  return queued;
}

/** A phone number is reached by WhatsApp and SMS; a person of the tenant by what is known of them. */
async function channelsTo(ctx: TenantCtx, to: string | number): Promise<readonly Channel[]> {
  if (typeof to === 'string') return ['whatsapp', 'sms'];
  const contact = await selectContact(rawOf(ctx.db), ctx.actor.tenantId, to);
  if (!contact) {
    throw fieldRefused('to', 'must be a phone number or the id of a guardian or employee');
  }
  return [
    ...(contact.phone === null ? [] : (['whatsapp', 'sms'] as const)),
    ...(contact.email === null ? [] : (['email'] as const)),
    'push',
    'in_app',
  ];
}

/** The named channel, or the first available one that reaches the recipient; null: there is none. */
function choose(
  capabilities: readonly Capability[],
  reaching: readonly Channel[],
  named: Channel | undefined,
): Capability | null {
  if (named !== undefined && !reaching.includes(named)) {
    throw fieldRefused('to', `cannot be reached on ${named}`);
  }
  const fits = (capability: Capability) =>
    named === undefined
      ? capability.available && reaching.includes(capability.channel)
      : capability.channel === named;
  return capabilities.find(fits) ?? null;
}

function notAvailable(named: Channel | undefined): AppError {
  return new AppError('conflict', {
    message:
      named === undefined
        ? 'No channel that reaches the recipient is available.'
        : `The channel ${named} is not available.`,
    details: { field: 'channel' },
  });
}
